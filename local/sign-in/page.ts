import { INVENTED_PEOPLE } from './people.ts';

/** What the page keeps of how it was asked for. */
interface Asked {
  /** Where to go then, if anywhere. */
  readonly redirect: string | null;
  /** Whether to ask people who are signed in: `login`. */
  readonly prompt: string | null;
}

/** The page that asks who is to be signed in. */
export function choicePage({ redirect, prompt }: Asked, problem?: string): string {
  const rows = INVENTED_PEOPLE.map(({ id, name, what }) => {
    const query = new URLSearchParams({
      person: id,
      ...(redirect === null ? {} : { post_login_redirect_uri: redirect }),
      ...(prompt === null ? {} : { prompt }),
    });
    return `<li><a href="/.auth/login/aad?${escaped(query.toString())}">${id}</a>: ${escaped(name)}, ${escaped(what)}</li>`;
  });
  const told = problem === undefined ? '' : `<p role="alert">${escaped(problem)}</p>`;
  return page(
    'Sign in',
    `${told}<p>These people are invented: the sign-in of <code>npm start</code>.</p><ul>${rows.join('')}</ul>`,
  );
}

/** A page that says what has happened. */
export function messagePage(title: string): string {
  return page(title, '<p><a href="/.auth/login/aad">Sign in as somebody else</a></p>');
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><main><h1>${title}</h1>${content}</main></body></html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
