/**
 * What became of something that was to change in HubSpot. The one word for it: a write ends in a fate, an effect does, and the
 * audit trail concludes from it.
 */
export type Fate =
  /**
   * HubSpot holds it; with the time at which it stamped the record, when its answer was seen. `as` says which it is of several things
   * that may be done, `reason` why it is another than was intended.
   */
  | {
      readonly kind: 'done';
      readonly stampedAt?: string | undefined;
      readonly as?: string | undefined;
      readonly reason?: string | undefined;
    }
  /** It certainly did not happen; it is to be tried again. `codes` are what HubSpot calls it, where it refused a write. */
  | { readonly kind: 'refused'; readonly reason: string; readonly codes?: readonly string[] }
  /** Somebody else was there first; `gone` when the record is merged into another, archived or deleted. */
  | { readonly kind: 'overtaken'; readonly reason: string; readonly gone: boolean }
  /** Nothing is known for certain: whoever comes next has to look. */
  | { readonly kind: 'unsure'; readonly reason: string };

/** Says what became of one thing, by its name. */
export type Tell = (name: string, fate: Fate) => void;
