import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { firstLanguage, keepLanguage, type Language, LanguageContext } from './language.ts';
import { loadWords } from './load.ts';

/** Shows what is in it as soon as the texts are there; a language that is chosen takes over when its texts are. */
export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>();
  const [hasFailed, setFailed] = useState(false);
  const speak = (chosen: Language) =>
    loadWords(chosen).then(
      () => {
        setLanguage(chosen);
        setFailed(false);
      },
      () => setFailed(true),
    );
  useEffect(() => {
    speak(firstLanguage());
  }, []);
  useLayoutEffect(() => {
    if (language !== undefined) document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: Language) => {
    keepLanguage(chosen);
    speak(chosen);
  };
  if (language === undefined) return hasFailed ? <NoWords /> : null;
  return <LanguageContext.Provider value={{ language, hasFailed, choose }}>{children}</LanguageContext.Provider>;
}

/** There are no texts to say it with but these. */
function NoWords() {
  return (
    <main class="frame narrow">
      <h1>Rekisteri</h1>
      <p>Sivua ei saatu haettua. Lataa se uudelleen.</p>
      <p lang="en">The page could not be fetched. Load it again.</p>
    </main>
  );
}
