/** What a model of text writes after the same beginning, with the same random numbers. */
export interface Writing {
  /** What it is given. */
  readonly prompt: string;
  /** What follows before fine-tuning, and after it. */
  readonly before: string;
  readonly after: string;
}
