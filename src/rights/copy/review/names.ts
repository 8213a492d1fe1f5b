/** Somebody else of whom a text may speak. */
export interface OtherPerson {
  readonly id: string;
  readonly firstname: string;
  readonly lastname: string;
  /** E-mail addresses. */
  readonly addresses: readonly string[];
}

/** Finds hints of other people in texts. */
export interface NameFinder {
  /** Names and addresses of others that a text seems to hold; none is no proof that it holds none. */
  find(text: string): string[];
}

/** Shorter words begin too many others. */
const SHORTEST = 4;
const WORDS = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu;
const ADDRESSES = /[^\s<>"',;:()[\]]+@[^\s<>"',;:()[\]]+/g;

/**
 * Looks for people by their last names, also in the cases of Finnish (`Virtanen`: `Virtasen`), and by their addresses. Whoever has the
 * same last name as the person themselves is found only together with a first name.
 */
export function nameFinder(others: readonly OtherPerson[], own: { readonly lastname: string }): NameFinder {
  const byStem = new Map<string, OtherPerson[]>();
  const byAddress = new Map<string, OtherPerson>();
  for (const other of others) {
    const stem = stemOf(other.lastname);
    if (stem.length >= SHORTEST - 1) byStem.set(stem, [...(byStem.get(stem) ?? []), other]);
    for (const address of other.addresses) byAddress.set(address.toLowerCase(), other);
  }
  const ownStem = stemOf(own.lastname);
  const longest = Math.max(0, ...[...byStem.keys()].map(({ length }) => length));
  return { find };

  function find(text: string): string[] {
    const found = new Set<string>();
    for (const [address] of text.matchAll(ADDRESSES)) {
      const bare = address.replace(/[.!?]+$/, '');
      if (byAddress.has(bare.toLowerCase())) found.add(bare);
    }
    const words = [...text.normalize('NFC').matchAll(WORDS)].map(([word]) => word.toLowerCase());
    for (const [place, word] of words.entries()) {
      for (const [stem, people] of stemsOf(word)) {
        const beside = [words[place - 1] ?? '', words[place + 1] ?? ''];
        const named = people.filter(({ firstname }) => beside.some((one) => isFirstName(one, firstname)));
        const meant = named.length > 0 || stem === ownStem ? named : people;
        for (const one of meant) found.add(`${one.firstname} ${one.lastname}`.trim());
      }
    }
    return [...found];
  }

  /** People whose last names a word may be a case of. */
  function* stemsOf(word: string): Generator<[string, readonly OtherPerson[]]> {
    for (let length = SHORTEST - 1; length <= Math.min(word.length, longest); length += 1) {
      const stem = word.slice(0, length);
      const people = byStem.get(stem)?.filter(({ lastname }) => isCaseOf(word, stem, lastname.toLowerCase()));
      if (people !== undefined && people.length > 0) yield [stem, people];
    }
  }
}

/** `virta` of `Virtanen`, `esimerk` of `Esimerkki`, `aal` of `Aalto`: the rest changes with the case. */
function stemOf(name: string): string {
  const lower = name.trim().normalize('NFC').toLowerCase();
  return lower.length < SHORTEST + 1 ? lower : lower.replace(/nen$|[kpt][aeiouyåäö]$/, '');
}

/** The longest endings that a name takes, such as `-lleenkin`. */
const LONGEST_ENDING = 9;

/** Whether a word that begins with the stem of a last name may be a case of it, by the gradation of Finnish (`Aallon` of `Aalto`). */
function isCaseOf(word: string, stem: string, lastname: string): boolean {
  const ending = word.slice(stem.length);
  const dropped = lastname.slice(stem.length);
  if (ending.length > LONGEST_ENDING) return false;
  if (dropped === 'nen') return /^(nen|s[a-zåäö]*)$/.test(ending);
  if (dropped === '') return ending === '' || /^[a-zåäö:]+$/.test(ending);
  return new RegExp(`^[kptdvgjlmnr]?[i${dropped.slice(1)}]`).test(ending);
}

/** First names change inside as well: their beginning has to do. */
function isFirstName(word: string, firstname: string): boolean {
  const beginning = firstname.trim().normalize('NFC').toLowerCase().slice(0, 3);
  return beginning.length === 3 && word.startsWith(beginning);
}
