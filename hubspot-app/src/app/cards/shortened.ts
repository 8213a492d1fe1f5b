/** Staff's own text is shown in full in HubSpot's fields. */
const LONGEST = 200;

/** A text of anybody's, cut where it is long; not within a character, so that no half of one is shown. */
export function shortened(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
}
