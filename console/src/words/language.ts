import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export type Language = 'fi' | 'en';

const KEPT = 'rekisteri-language';

interface Choice {
  readonly language: Language;
  /** Whether the texts of the language that was chosen last could not be fetched: the page speaks the other one still. */
  readonly hasFailed: boolean;
  choose(language: Language): void;
}

export const LanguageContext = createContext<Choice>({ language: 'fi', hasFailed: false, choose: () => undefined });

/** What the page speaks, and the way to change it. */
export function useLanguage(): Choice {
  return useContext(LanguageContext);
}

/** The language that was chosen before, else the first that the browser asks for and the page knows. */
export function firstLanguage(): Language {
  const wanted = [kept(), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wanted.find((tag) => tag === 'fi' || tag === 'en') ?? 'fi';
}

// A browser that keeps nothing refuses with an exception.
function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** Has the browser remember a choice. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Then it is chosen anew each time.
  }
}
