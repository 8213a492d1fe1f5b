import type { ServerResponse } from 'node:http';
import { send } from '../functions-host/http-message.ts';

/** Leads the browser to a path of this site. */
export function sendRedirect(response: ServerResponse, path: string): Promise<void> {
  return send(response.setHeader('cache-control', 'no-store').setHeader('location', path), 302);
}

/** Sends a page that holds nothing but its own text. */
export function sendPage(response: ServerResponse, status: number, html: string): Promise<void> {
  response.setHeader('content-security-policy', "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
  return sendText(response, status, 'text/html; charset=utf-8', html);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/json',
): Promise<void> {
  return sendText(response, status, type, JSON.stringify(body));
}

function sendText(response: ServerResponse, status: number, type: string, text: string): Promise<void> {
  response.setHeader('content-type', type).setHeader('cache-control', 'no-store');
  return send(response.setHeader('x-content-type-options', 'nosniff'), status, Buffer.from(text));
}
