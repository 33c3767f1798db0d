// How a message shows a value that someone typed: in quotes, on one line, everything in it visible, and not too long.

import { showText } from './display.ts'

/** What reads like the right value but is not can be seen to differ, and no value can start a line of its own. */
export const quoteValue = (text: string): string => `"${showText(text).replaceAll('"', '\\"')}"`
