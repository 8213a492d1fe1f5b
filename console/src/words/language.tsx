import { type ComponentChildren, createContext } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';

export type Language = 'fi' | 'en';

const KEPT = 'rekisteri-language';

interface Choice {
  readonly language: Language;
  choose(language: Language): void;
}

const LanguageContext = createContext<Choice>({ language: 'fi', choose: () => undefined });

/** What the page speaks, and the way to change it. */
export function useLanguage(): Choice {
  return useContext(LanguageContext);
}

/** Gives the language that was chosen before, else the first that the browser asks for and the page knows. */
export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState(firstLanguage);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: Language) => {
    keep(chosen);
    setLanguage(chosen);
  };
  return <LanguageContext.Provider value={{ language, choose }}>{children}</LanguageContext.Provider>;
}

function firstLanguage(): Language {
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

function keep(language: Language): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Then it is chosen anew each time.
  }
}
