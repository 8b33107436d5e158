/**
 * An action that the portal's rules refuse. Handlers turn it into 409 (422 when
 * `fields` names what to correct) with the sentence as the body's message.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Message per form field, by the field's input name. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.fields = fields;
  }
}
