// HTML from texts of strangers: every text is shown and none of it is markup.

import { showText } from '../display.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** Plain text of ours, between tags or within a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] ?? '')

/** The same for what somebody else wrote: what cannot be seen is made visible, and nothing turns the text around it. */
export const shownHtml = (text: string, limit = 300): string => escapeHtml(showText(text, limit))

/** A link only where the address is one of the web; a `javascript:` in a record is text like any other. */
export const linkHtml = (address: string, text: string): string =>
  /^https?:\/\/[^\s"'<>\\]+$/.test(address) && address.length < 2000
    ? `<a href="${escapeHtml(address)}" rel="noreferrer noopener">${shownHtml(text)}</a>`
    : shownHtml(text)
