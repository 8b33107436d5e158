/** One room of the house: what it may use, and the order of its sub-rooms where that order is fixed. */
interface Room {
  /** Rooms, or sub-rooms of rooms, that may be imported. */
  uses: readonly string[];
  /** Why; printed with each import that breaks the rule. */
  because: string;
  /** Sub-rooms from the lowest up: each may use those before it. The room's own files count as `.`. */
  floors?: readonly string[];
}

/** The nine rooms, from the lowest up (docs/contributing.md). Each may use only what is named here. */
export const ROOMS: Readonly<Record<string, Room>> = {
  domain: { uses: [], because: 'domain imports nothing of ours' },
  evidence: {
    uses: ['domain'],
    because: 'evidence says what happened, without knowing how it was driven or judged',
    floors: ['.', 'verify'],
  },
  audit: {
    uses: ['domain', 'evidence'],
    because: 'who judges shares no code with who is judged',
    floors: ['engine', 'workbook', 'sampling', 'rules', 'report', 'dossiers'],
  },
  mocks: { uses: ['domain'], because: 'the simulated portal knows neither who drives it nor who judges it' },
  pages: {
    uses: ['domain'],
    because: 'a page object must also drive the real site',
    floors: ['components', '.', 'journeys'],
  },
  rehearsal: {
    uses: ['domain', 'evidence', 'audit/report', 'mocks', 'pages'],
    because: 'a rehearsal drives and records; of the audit it uses the report alone',
  },
  fixtures: {
    uses: ['domain', 'evidence', 'audit', 'mocks', 'pages', 'rehearsal'],
    because: 'what a test is given knows no test and no command',
  },
  scripts: {
    uses: ['domain', 'evidence', 'audit', 'mocks', 'pages', 'rehearsal', 'fixtures'],
    because: 'nothing imports tests',
  },
  tests: {
    uses: ['domain', 'evidence', 'audit', 'mocks', 'pages', 'rehearsal', 'fixtures', 'scripts'],
    because: 'tests may use every room',
  },
};
