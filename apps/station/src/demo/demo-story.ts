/**
 * What the applicant told. Words in [male|female] follow the person's sex; {in} is «в Рудном», {near} «под Рудным»,
 * {inKk} the same in Kazakh.
 */
export interface DemoStory {
  readonly text: string;
  readonly place: string;
  readonly plan?: string;
  readonly direction?: string;
  readonly transport?: string;
  readonly weather?: string;
  readonly kazakh?: boolean;
}
