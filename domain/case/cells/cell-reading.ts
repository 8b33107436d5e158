/** What one cell says: a value, what had to be forgiven, or why it cannot be used. */
export interface CellReading {
  value?: string | number;
  /** Understood without loss, but a person should look. */
  doubts: { rule: string; message: string }[];
  problem?: {
    rule: string;
    message: string;
    basis?: string;
    /** What is wrong without what the cell holds: many cells may share it. */
    cause?: string;
  };
}
