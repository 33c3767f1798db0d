import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 6:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const pico = __nccwpck_require__(16);
const utils = __nccwpck_require__(59);

function picomatch(glob, options, returnState = false) {
  // default to os.platform()
  if (options && (options.windows === null || options.windows === undefined)) {
    // don't mutate the original options object
    options = { ...options, windows: utils.isWindows() };
  }

  return pico(glob, options, returnState);
}

Object.assign(picomatch, pico);
module.exports = picomatch;


/***/ }),

/***/ 595:
/***/ ((module) => {



const WIN_SLASH = '\\\\/';
const WIN_NO_SLASH = `[^${WIN_SLASH}]`;

const DEFAULT_MAX_EXTGLOB_RECURSION = 0;

/**
 * Posix glob regex
 */

const DOT_LITERAL = '\\.';
const PLUS_LITERAL = '\\+';
const QMARK_LITERAL = '\\?';
const SLASH_LITERAL = '\\/';
const ONE_CHAR = '(?=.)';
const QMARK = '[^/]';
const END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
const START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
const DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
const NO_DOT = `(?!${DOT_LITERAL})`;
const NO_DOTS = `(?!${START_ANCHOR}${DOTS_SLASH})`;
const NO_DOT_SLASH = `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`;
const NO_DOTS_SLASH = `(?!${DOTS_SLASH})`;
const QMARK_NO_DOT = `[^.${SLASH_LITERAL}]`;
const STAR = `${QMARK}*?`;
const SEP = '/';

const POSIX_CHARS = {
  DOT_LITERAL,
  PLUS_LITERAL,
  QMARK_LITERAL,
  SLASH_LITERAL,
  ONE_CHAR,
  QMARK,
  END_ANCHOR,
  DOTS_SLASH,
  NO_DOT,
  NO_DOTS,
  NO_DOT_SLASH,
  NO_DOTS_SLASH,
  QMARK_NO_DOT,
  STAR,
  START_ANCHOR,
  SEP
};

/**
 * Windows glob regex
 */

const WINDOWS_CHARS = {
  ...POSIX_CHARS,

  SLASH_LITERAL: `[${WIN_SLASH}]`,
  QMARK: WIN_NO_SLASH,
  STAR: `${WIN_NO_SLASH}*?`,
  DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
  NO_DOT: `(?!${DOT_LITERAL})`,
  NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
  NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
  NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
  QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
  START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
  END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
  SEP: '\\'
};

/**
 * POSIX Bracket Regex
 */

const POSIX_REGEX_SOURCE = {
  __proto__: null,
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  ascii: '\\x00-\\x7F',
  blank: ' \\t',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '\\x21-\\x7E',
  lower: 'a-z',
  print: '\\x20-\\x7E ',
  punct: '\\-!"#$%&\'()\\*+,./:;<=>?@[\\]^_`{|}~',
  space: ' \\t\\r\\n\\v\\f',
  upper: 'A-Z',
  word: 'A-Za-z0-9_',
  xdigit: 'A-Fa-f0-9'
};

module.exports = {
  DEFAULT_MAX_EXTGLOB_RECURSION,
  MAX_LENGTH: 1024 * 64,
  POSIX_REGEX_SOURCE,

  // regular expressions
  REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
  REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
  REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
  REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
  REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
  REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,

  // Replace globs with equivalent patterns to reduce parsing time.
  REPLACEMENTS: {
    __proto__: null,
    '***': '*',
    '**/**': '**',
    '**/**/**': '**'
  },

  // Digits
  CHAR_0: 48, /* 0 */
  CHAR_9: 57, /* 9 */

  // Alphabet chars.
  CHAR_UPPERCASE_A: 65, /* A */
  CHAR_LOWERCASE_A: 97, /* a */
  CHAR_UPPERCASE_Z: 90, /* Z */
  CHAR_LOWERCASE_Z: 122, /* z */

  CHAR_LEFT_PARENTHESES: 40, /* ( */
  CHAR_RIGHT_PARENTHESES: 41, /* ) */

  CHAR_ASTERISK: 42, /* * */

  // Non-alphabetic chars.
  CHAR_AMPERSAND: 38, /* & */
  CHAR_AT: 64, /* @ */
  CHAR_BACKWARD_SLASH: 92, /* \ */
  CHAR_CARRIAGE_RETURN: 13, /* \r */
  CHAR_CIRCUMFLEX_ACCENT: 94, /* ^ */
  CHAR_COLON: 58, /* : */
  CHAR_COMMA: 44, /* , */
  CHAR_DOT: 46, /* . */
  CHAR_DOUBLE_QUOTE: 34, /* " */
  CHAR_EQUAL: 61, /* = */
  CHAR_EXCLAMATION_MARK: 33, /* ! */
  CHAR_FORM_FEED: 12, /* \f */
  CHAR_FORWARD_SLASH: 47, /* / */
  CHAR_GRAVE_ACCENT: 96, /* ` */
  CHAR_HASH: 35, /* # */
  CHAR_HYPHEN_MINUS: 45, /* - */
  CHAR_LEFT_ANGLE_BRACKET: 60, /* < */
  CHAR_LEFT_CURLY_BRACE: 123, /* { */
  CHAR_LEFT_SQUARE_BRACKET: 91, /* [ */
  CHAR_LINE_FEED: 10, /* \n */
  CHAR_NO_BREAK_SPACE: 160, /* \u00A0 */
  CHAR_PERCENT: 37, /* % */
  CHAR_PLUS: 43, /* + */
  CHAR_QUESTION_MARK: 63, /* ? */
  CHAR_RIGHT_ANGLE_BRACKET: 62, /* > */
  CHAR_RIGHT_CURLY_BRACE: 125, /* } */
  CHAR_RIGHT_SQUARE_BRACKET: 93, /* ] */
  CHAR_SEMICOLON: 59, /* ; */
  CHAR_SINGLE_QUOTE: 39, /* ' */
  CHAR_SPACE: 32, /*   */
  CHAR_TAB: 9, /* \t */
  CHAR_UNDERSCORE: 95, /* _ */
  CHAR_VERTICAL_LINE: 124, /* | */
  CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279, /* \uFEFF */

  /**
   * Create EXTGLOB_CHARS
   */

  extglobChars(chars) {
    return {
      '!': { type: 'negate', open: '(?:(?!(?:', close: `))${chars.STAR})` },
      '?': { type: 'qmark', open: '(?:', close: ')?' },
      '+': { type: 'plus', open: '(?:', close: ')+' },
      '*': { type: 'star', open: '(?:', close: ')*' },
      '@': { type: 'at', open: '(?:', close: ')' }
    };
  },

  /**
   * Create GLOB_CHARS
   */

  globChars(win32) {
    return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
  }
};


/***/ }),

/***/ 265:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const constants = __nccwpck_require__(595);
const utils = __nccwpck_require__(59);

/**
 * Constants
 */

const {
  MAX_LENGTH,
  POSIX_REGEX_SOURCE,
  REGEX_NON_SPECIAL_CHARS,
  REGEX_SPECIAL_CHARS_BACKREF,
  REPLACEMENTS
} = constants;

/**
 * Helpers
 */

const expandRange = (args, options) => {
  if (typeof options.expandRange === 'function') {
    return options.expandRange(...args, options);
  }

  args.sort();
  const value = `[${args.join('-')}]`;

  try {
    /* eslint-disable-next-line no-new */
    new RegExp(value);
  } catch (ex) {
    return args.map(v => utils.escapeRegex(v)).join('..');
  }

  return value;
};

/**
 * Create the message for a syntax error
 */

const syntaxError = (type, char) => {
  return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
};

const splitTopLevel = input => {
  const parts = [];
  let bracket = 0;
  let paren = 0;
  let quote = 0;
  let value = '';
  let escaped = false;

  for (const ch of input) {
    if (escaped === true) {
      value += ch;
      escaped = false;
      continue;
    }

    if (ch === '\\') {
      value += ch;
      escaped = true;
      continue;
    }

    if (ch === '"') {
      quote = quote === 1 ? 0 : 1;
      value += ch;
      continue;
    }

    if (quote === 0) {
      if (ch === '[') {
        bracket++;
      } else if (ch === ']' && bracket > 0) {
        bracket--;
      } else if (bracket === 0) {
        if (ch === '(') {
          paren++;
        } else if (ch === ')' && paren > 0) {
          paren--;
        } else if (ch === '|' && paren === 0) {
          parts.push(value);
          value = '';
          continue;
        }
      }
    }

    value += ch;
  }

  parts.push(value);
  return parts;
};

const isPlainBranch = branch => {
  let escaped = false;

  for (const ch of branch) {
    if (escaped === true) {
      escaped = false;
      continue;
    }

    if (ch === '\\') {
      escaped = true;
      continue;
    }

    if (/[?*+@!()[\]{}]/.test(ch)) {
      return false;
    }
  }

  return true;
};

const normalizeSimpleBranch = branch => {
  let value = branch.trim();
  let changed = true;

  while (changed === true) {
    changed = false;

    if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
      value = value.slice(2, -1);
      changed = true;
    }
  }

  if (!isPlainBranch(value)) {
    return;
  }

  return value.replace(/\\(.)/g, '$1');
};

const hasRepeatedCharPrefixOverlap = branches => {
  const values = branches.map(normalizeSimpleBranch).filter(Boolean);

  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      const a = values[i];
      const b = values[j];
      const char = a[0];

      if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) {
        continue;
      }

      if (a === b || a.startsWith(b) || b.startsWith(a)) {
        return true;
      }
    }
  }

  return false;
};

const parseRepeatedExtglob = (pattern, requireEnd = true) => {
  if ((pattern[0] !== '+' && pattern[0] !== '*') || pattern[1] !== '(') {
    return;
  }

  let bracket = 0;
  let paren = 0;
  let quote = 0;
  let escaped = false;

  for (let i = 1; i < pattern.length; i++) {
    const ch = pattern[i];

    if (escaped === true) {
      escaped = false;
      continue;
    }

    if (ch === '\\') {
      escaped = true;
      continue;
    }

    if (ch === '"') {
      quote = quote === 1 ? 0 : 1;
      continue;
    }

    if (quote === 1) {
      continue;
    }

    if (ch === '[') {
      bracket++;
      continue;
    }

    if (ch === ']' && bracket > 0) {
      bracket--;
      continue;
    }

    if (bracket > 0) {
      continue;
    }

    if (ch === '(') {
      paren++;
      continue;
    }

    if (ch === ')') {
      paren--;

      if (paren === 0) {
        if (requireEnd === true && i !== pattern.length - 1) {
          return;
        }

        return {
          type: pattern[0],
          body: pattern.slice(2, i),
          end: i
        };
      }
    }
  }
};

const buildCharClassStar = chars => {
  const source = chars.length === 1
    ? utils.escapeRegex(chars[0])
    : `[${chars.map(ch => utils.escapeRegex(ch)).join('')}]`;

  return `${source}*`;
};

const getStarExtglobSequenceChars = pattern => {
  let index = 0;
  const chars = [];

  while (index < pattern.length) {
    const match = parseRepeatedExtglob(pattern.slice(index), false);

    if (!match || match.type !== '*') {
      return;
    }

    const branches = splitTopLevel(match.body).map(branch => branch.trim());
    if (branches.length !== 1) {
      return;
    }

    const branch = normalizeSimpleBranch(branches[0]);
    if (!branch || branch.length !== 1) {
      return;
    }

    chars.push(branch);
    index += match.end + 1;
  }

  if (chars.length < 1) {
    return;
  }

  return chars;
};

const repeatedExtglobRecursion = pattern => {
  let depth = 0;
  let value = pattern.trim();
  let match = parseRepeatedExtglob(value);

  while (match) {
    depth++;
    value = match.body.trim();
    match = parseRepeatedExtglob(value);
  }

  return depth;
};

const analyzeRepeatedExtglob = (body, options) => {
  if (options.maxExtglobRecursion === false) {
    return { risky: false };
  }

  const max =
    typeof options.maxExtglobRecursion === 'number'
      ? options.maxExtglobRecursion
      : constants.DEFAULT_MAX_EXTGLOB_RECURSION;

  const branches = splitTopLevel(body).map(branch => branch.trim());

  if (branches.length > 1) {
    if (
      branches.some(branch => branch === '') ||
      branches.some(branch => /^[*?]+$/.test(branch)) ||
      hasRepeatedCharPrefixOverlap(branches)
    ) {
      return { risky: true };
    }
  }

  // A repeated extglob is "risky" (prone to catastrophic backtracking) when a
  // branch is itself a `*(...)` sequence, since that nests an unbounded quantifier
  // inside the outer `+(...)`/`*(...)`. When *every* branch reduces to single
  // characters we can emit one flat, ReDoS-safe character class that preserves the
  // meaning of ALL branches (e.g. `+(*(a)|*(b))` -> `[ab]*`), rather than dropping
  // every branch but the first.
  const safeChars = [];
  let sawStarSequence = false;
  let combinable = true;

  for (const branch of branches) {
    const chars = getStarExtglobSequenceChars(branch);
    if (chars) {
      sawStarSequence = true;
      safeChars.push(...chars);
      continue;
    }

    const literal = normalizeSimpleBranch(branch);
    if (literal && literal.length === 1) {
      safeChars.push(literal);
      continue;
    }

    combinable = false;

    if (repeatedExtglobRecursion(branch) > max) {
      return { risky: true };
    }
  }

  if (sawStarSequence) {
    return combinable
      ? { risky: true, safeOutput: buildCharClassStar([...new Set(safeChars)]) }
      : { risky: true };
  }

  return { risky: false };
};

/**
 * Parse the given input string.
 * @param {String} input
 * @param {Object} options
 * @return {Object}
 */

const parse = (input, options) => {
  if (typeof input !== 'string') {
    throw new TypeError('Expected a string');
  }

  input = REPLACEMENTS[input] || input;

  const opts = { ...options };
  const max = typeof opts.maxLength === 'number' ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;

  let len = input.length;
  if (len > max) {
    throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
  }

  const bos = { type: 'bos', value: '', output: opts.prepend || '' };
  const tokens = [bos];

  const capture = opts.capture ? '' : '?:';

  // create constants based on platform, for windows or posix
  const PLATFORM_CHARS = constants.globChars(opts.windows);
  const EXTGLOB_CHARS = constants.extglobChars(PLATFORM_CHARS);

  const {
    DOT_LITERAL,
    PLUS_LITERAL,
    SLASH_LITERAL,
    ONE_CHAR,
    DOTS_SLASH,
    NO_DOT,
    NO_DOT_SLASH,
    NO_DOTS_SLASH,
    QMARK,
    QMARK_NO_DOT,
    STAR,
    START_ANCHOR
  } = PLATFORM_CHARS;

  const globstar = opts => {
    return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
  };

  const nodot = opts.dot ? '' : NO_DOT;
  const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
  let star = opts.bash === true ? globstar(opts) : STAR;

  if (opts.capture) {
    star = `(${star})`;
  }

  // minimatch options support
  if (typeof opts.noext === 'boolean') {
    opts.noextglob = opts.noext;
  }

  const state = {
    input,
    index: -1,
    start: 0,
    dot: opts.dot === true,
    consumed: '',
    output: '',
    prefix: '',
    backtrack: false,
    negated: false,
    brackets: 0,
    braces: 0,
    parens: 0,
    quotes: 0,
    globstar: false,
    tokens
  };

  input = utils.removePrefix(input, state);
  len = input.length;

  const extglobs = [];
  const braces = [];
  const stack = [];
  let prev = bos;
  let value;

  /**
   * Tokenizing helpers
   */

  const eos = () => state.index === len - 1;
  const peek = state.peek = (n = 1) => input[state.index + n];
  const advance = state.advance = () => input[++state.index] || '';
  const remaining = () => input.slice(state.index + 1);
  const consume = (value = '', num = 0) => {
    state.consumed += value;
    state.index += num;
  };

  const append = token => {
    state.output += token.output != null ? token.output : token.value;
    consume(token.value);
  };

  const negate = () => {
    let count = 1;

    while (peek() === '!' && (peek(2) !== '(' || peek(3) === '?')) {
      advance();
      state.start++;
      count++;
    }

    if (count % 2 === 0) {
      return false;
    }

    state.negated = true;
    state.start++;
    return true;
  };

  const increment = type => {
    state[type]++;
    stack.push(type);
  };

  const decrement = type => {
    state[type]--;
    stack.pop();
  };

  /**
   * Push tokens onto the tokens array. This helper speeds up
   * tokenizing by 1) helping us avoid backtracking as much as possible,
   * and 2) helping us avoid creating extra tokens when consecutive
   * characters are plain text. This improves performance and simplifies
   * lookbehinds.
   */

  const push = tok => {
    if (prev.type === 'globstar') {
      const isBrace = state.braces > 0 && (tok.type === 'comma' || tok.type === 'brace');
      const isExtglob = tok.extglob === true || (extglobs.length && (tok.type === 'pipe' || tok.type === 'paren'));

      if (tok.type !== 'slash' && tok.type !== 'paren' && !isBrace && !isExtglob) {
        state.output = state.output.slice(0, -prev.output.length);
        prev.type = 'star';
        prev.value = '*';
        prev.output = star;
        state.output += prev.output;
      }
    }

    if (extglobs.length && tok.type !== 'paren') {
      extglobs[extglobs.length - 1].inner += tok.value;
    }

    if (tok.value || tok.output) append(tok);
    if (prev && prev.type === 'text' && tok.type === 'text') {
      prev.output = (prev.output || prev.value) + tok.value;
      prev.value += tok.value;
      return;
    }

    tok.prev = prev;
    tokens.push(tok);
    prev = tok;
  };

  const extglobOpen = (type, value) => {
    const token = { ...EXTGLOB_CHARS[value], conditions: 1, inner: '' };

    token.prev = prev;
    token.parens = state.parens;
    token.output = state.output;
    token.startIndex = state.index;
    token.tokensIndex = tokens.length;
    const output = (opts.capture ? '(' : '') + token.open;

    increment('parens');
    push({ type, value, output: state.output ? '' : ONE_CHAR });
    push({ type: 'paren', extglob: true, value: advance(), output });
    extglobs.push(token);
  };

  const extglobClose = token => {
    const literal = input.slice(token.startIndex, state.index + 1);
    const body = input.slice(token.startIndex + 2, state.index);
    const analysis = analyzeRepeatedExtglob(body, opts);

    if ((token.type === 'plus' || token.type === 'star') && analysis.risky) {
      const safeOutput = analysis.safeOutput
        ? (token.output ? '' : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput)
        : undefined;
      const open = tokens[token.tokensIndex];

      open.type = 'text';
      open.value = literal;
      open.output = safeOutput || utils.escapeRegex(literal);

      for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
        tokens[i].value = '';
        tokens[i].output = '';
        delete tokens[i].suffix;
      }

      state.output = token.output + open.output;
      state.backtrack = true;

      push({ type: 'paren', extglob: true, value, output: '' });
      decrement('parens');
      return;
    }

    let output = token.close + (opts.capture ? ')' : '');
    let rest;

    if (token.type === 'negate') {
      let extglobStar = star;

      if (token.inner && token.inner.length > 1 && token.inner.includes('/')) {
        extglobStar = globstar(opts);
      }

      if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) {
        output = token.close = `)$))${extglobStar}`;
      }

      if (token.inner.includes('*') && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) {
        // Any non-magical string (`.ts`) or even nested expression (`.{ts,tsx}`) can follow after the closing parenthesis.
        // In this case, we need to parse the string and use it in the output of the original pattern.
        // Suitable patterns: `/!(*.d).ts`, `/!(*.d).{ts,tsx}`, `**/!(*-dbg).@(js)`.
        //
        // Disabling the `fastpaths` option due to a problem with parsing strings as `.ts` in the pattern like `**/!(*.d).ts`.
        const expression = parse(rest, { ...options, fastpaths: false }).output;

        output = token.close = `)${expression})${extglobStar})`;
      }

      if (token.prev.type === 'bos') {
        state.negatedExtglob = true;
      }
    }

    push({ type: 'paren', extglob: true, value, output });
    decrement('parens');
  };

  /**
   * Fast paths
   */

  if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
    let backslashes = false;

    let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
      if (first === '\\') {
        backslashes = true;
        return m;
      }

      if (first === '?') {
        if (esc) {
          return esc + first + (rest ? QMARK.repeat(rest.length) : '');
        }
        if (index === 0) {
          return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : '');
        }
        return QMARK.repeat(chars.length);
      }

      if (first === '.') {
        return DOT_LITERAL.repeat(chars.length);
      }

      if (first === '*') {
        if (esc) {
          return esc + first + (rest ? star : '');
        }
        return star;
      }
      return esc ? m : `\\${m}`;
    });

    if (backslashes === true) {
      if (opts.unescape === true) {
        output = output.replace(/\\/g, '');
      } else {
        output = output.replace(/\\+/g, m => {
          return m.length % 2 === 0 ? '\\\\' : (m ? '\\' : '');
        });
      }
    }

    if (output === input && opts.contains === true) {
      state.output = input;
      return state;
    }

    state.output = utils.wrapOutput(output, state, options);
    return state;
  }

  /**
   * Tokenize input until we reach end-of-string
   */

  while (!eos()) {
    value = advance();

    if (value === '\u0000') {
      continue;
    }

    /**
     * Escaped characters
     */

    if (value === '\\') {
      const next = peek();

      if (next === '/' && opts.bash !== true) {
        continue;
      }

      if (next === '.' || next === ';') {
        continue;
      }

      if (!next) {
        value += '\\';
        push({ type: 'text', value });
        continue;
      }

      // collapse slashes to reduce potential for exploits
      const match = /^\\+/.exec(remaining());
      let slashes = 0;

      if (match && match[0].length > 2) {
        slashes = match[0].length;
        state.index += slashes;
        if (slashes % 2 !== 0) {
          value += '\\';
        }
      }

      if (opts.unescape === true) {
        value = advance();
      } else {
        value += advance();
      }

      if (state.brackets === 0) {
        push({ type: 'text', value });
        continue;
      }
    }

    /**
     * If we're inside a regex character class, continue
     * until we reach the closing bracket.
     */

    if (state.brackets > 0 && (value !== ']' || prev.value === '[' || prev.value === '[^')) {
      if (opts.posix !== false && value === ':') {
        const inner = prev.value.slice(1);
        if (inner.includes('[')) {
          prev.posix = true;

          if (inner.includes(':')) {
            const idx = prev.value.lastIndexOf('[');
            const pre = prev.value.slice(0, idx);
            const rest = prev.value.slice(idx + 2);
            const posix = POSIX_REGEX_SOURCE[rest];
            if (posix) {
              prev.value = pre + posix;
              state.backtrack = true;
              advance();

              if (!bos.output && tokens.indexOf(prev) === 1) {
                bos.output = ONE_CHAR;
              }
              continue;
            }
          }
        }
      }

      if ((value === '[' && peek() !== ':') || (value === '-' && peek() === ']')) {
        value = `\\${value}`;
      }

      if (value === ']' && (prev.value === '[' || prev.value === '[^')) {
        value = `\\${value}`;
      }

      if (opts.posix === true && value === '!' && prev.value === '[') {
        value = '^';
      }

      prev.value += value;
      append({ value });
      continue;
    }

    /**
     * If we're inside a quoted string, continue
     * until we reach the closing double quote.
     */

    if (state.quotes === 1 && value !== '"') {
      value = utils.escapeRegex(value);
      prev.value += value;
      append({ value });
      continue;
    }

    /**
     * Double quotes
     */

    if (value === '"') {
      state.quotes = state.quotes === 1 ? 0 : 1;
      if (opts.keepQuotes === true) {
        push({ type: 'text', value });
      }
      continue;
    }

    /**
     * Parentheses
     */

    if (value === '(') {
      increment('parens');
      push({ type: 'paren', value });
      continue;
    }

    if (value === ')') {
      if (state.parens === 0 && opts.strictBrackets === true) {
        throw new SyntaxError(syntaxError('opening', '('));
      }

      const extglob = extglobs[extglobs.length - 1];
      if (extglob && state.parens === extglob.parens + 1) {
        extglobClose(extglobs.pop());
        continue;
      }

      push({ type: 'paren', value, output: state.parens ? ')' : '\\)' });
      decrement('parens');
      continue;
    }

    /**
     * Square brackets
     */

    if (value === '[') {
      if (opts.nobracket === true || !remaining().includes(']')) {
        if (opts.nobracket !== true && opts.strictBrackets === true) {
          throw new SyntaxError(syntaxError('closing', ']'));
        }

        value = `\\${value}`;
      } else {
        increment('brackets');
      }

      push({ type: 'bracket', value });
      continue;
    }

    if (value === ']') {
      if (opts.nobracket === true || (prev && prev.type === 'bracket' && prev.value.length === 1)) {
        push({ type: 'text', value, output: `\\${value}` });
        continue;
      }

      if (state.brackets === 0) {
        if (opts.strictBrackets === true) {
          throw new SyntaxError(syntaxError('opening', '['));
        }

        push({ type: 'text', value, output: `\\${value}` });
        continue;
      }

      decrement('brackets');

      const prevValue = prev.value.slice(1);
      if (prev.posix !== true && prevValue[0] === '^' && !prevValue.includes('/')) {
        value = `/${value}`;
      }

      prev.value += value;
      append({ value });

      // when literal brackets are explicitly disabled
      // assume we should match with a regex character class
      if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) {
        continue;
      }

      const escaped = utils.escapeRegex(prev.value);
      state.output = state.output.slice(0, -prev.value.length);

      // when literal brackets are explicitly enabled
      // assume we should escape the brackets to match literal characters
      if (opts.literalBrackets === true) {
        state.output += escaped;
        prev.value = escaped;
        continue;
      }

      // when the user specifies nothing, try to match both
      prev.value = `(${capture}${escaped}|${prev.value})`;
      state.output += prev.value;
      continue;
    }

    /**
     * Braces
     */

    if (value === '{' && opts.nobrace !== true) {
      increment('braces');

      const open = {
        type: 'brace',
        value,
        output: '(',
        outputIndex: state.output.length,
        tokensIndex: state.tokens.length
      };

      braces.push(open);
      push(open);
      continue;
    }

    if (value === '}') {
      const brace = braces[braces.length - 1];

      if (opts.nobrace === true || !brace) {
        push({ type: 'text', value, output: value });
        continue;
      }

      let output = ')';

      if (brace.dots === true) {
        const arr = tokens.slice();
        const range = [];

        for (let i = arr.length - 1; i >= 0; i--) {
          tokens.pop();
          if (arr[i].type === 'brace') {
            break;
          }
          if (arr[i].type !== 'dots') {
            range.unshift(arr[i].value);
          }
        }

        output = expandRange(range, opts);
        state.backtrack = true;
      }

      if (brace.comma !== true && brace.dots !== true) {
        const out = state.output.slice(0, brace.outputIndex);
        const toks = state.tokens.slice(brace.tokensIndex);
        brace.value = brace.output = '\\{';
        value = output = '\\}';
        state.output = out;
        for (const t of toks) {
          state.output += (t.output || t.value);
        }
      }

      push({ type: 'brace', value, output });
      decrement('braces');
      braces.pop();
      continue;
    }

    /**
     * Pipes
     */

    if (value === '|') {
      if (extglobs.length > 0) {
        extglobs[extglobs.length - 1].conditions++;
      }
      push({ type: 'text', value });
      continue;
    }

    /**
     * Commas
     */

    if (value === ',') {
      let output = value;

      const brace = braces[braces.length - 1];
      if (brace && stack[stack.length - 1] === 'braces') {
        brace.comma = true;
        output = '|';
      }

      push({ type: 'comma', value, output });
      continue;
    }

    /**
     * Slashes
     */

    if (value === '/') {
      // if the beginning of the glob is "./", advance the start
      // to the current index, and don't add the "./" characters
      // to the state. This greatly simplifies lookbehinds when
      // checking for BOS characters like "!" and "." (not "./")
      if (prev.type === 'dot' && state.index === state.start + 1) {
        state.start = state.index + 1;
        state.consumed = '';
        state.output = '';
        tokens.pop();
        prev = bos; // reset "prev" to the first token
        continue;
      }

      push({ type: 'slash', value, output: SLASH_LITERAL });
      continue;
    }

    /**
     * Dots
     */

    if (value === '.') {
      if (state.braces > 0 && prev.type === 'dot') {
        if (prev.value === '.') prev.output = DOT_LITERAL;
        const brace = braces[braces.length - 1];
        prev.type = 'dots';
        prev.output += value;
        prev.value += value;
        brace.dots = true;
        continue;
      }

      if ((state.braces + state.parens) === 0 && prev.type !== 'bos' && prev.type !== 'slash') {
        push({ type: 'text', value, output: DOT_LITERAL });
        continue;
      }

      push({ type: 'dot', value, output: DOT_LITERAL });
      continue;
    }

    /**
     * Question marks
     */

    if (value === '?') {
      const isGroup = prev && prev.value === '(';
      if (!isGroup && opts.noextglob !== true && peek() === '(' && peek(2) !== '?') {
        extglobOpen('qmark', value);
        continue;
      }

      if (prev && prev.type === 'paren') {
        const next = peek();
        let output = value;

        if ((prev.value === '(' && !/[!=<:]/.test(next)) || (next === '<' && !/<([!=]|\w+>)/.test(remaining()))) {
          output = `\\${value}`;
        }

        push({ type: 'text', value, output });
        continue;
      }

      if (opts.dot !== true && (prev.type === 'slash' || prev.type === 'bos')) {
        push({ type: 'qmark', value, output: QMARK_NO_DOT });
        continue;
      }

      push({ type: 'qmark', value, output: QMARK });
      continue;
    }

    /**
     * Exclamation
     */

    if (value === '!') {
      if (opts.noextglob !== true && peek() === '(') {
        if (peek(2) !== '?' || !/[!=<:]/.test(peek(3))) {
          extglobOpen('negate', value);
          continue;
        }
      }

      if (opts.nonegate !== true && state.index === 0) {
        negate();
        continue;
      }
    }

    /**
     * Plus
     */

    if (value === '+') {
      if (opts.noextglob !== true && peek() === '(' && peek(2) !== '?') {
        extglobOpen('plus', value);
        continue;
      }

      if ((prev && prev.value === '(') || opts.regex === false) {
        push({ type: 'plus', value, output: PLUS_LITERAL });
        continue;
      }

      if ((prev && (prev.type === 'bracket' || prev.type === 'paren' || prev.type === 'brace')) || state.parens > 0) {
        push({ type: 'plus', value });
        continue;
      }

      push({ type: 'plus', value: PLUS_LITERAL });
      continue;
    }

    /**
     * Plain text
     */

    if (value === '@') {
      if (opts.noextglob !== true && peek() === '(' && peek(2) !== '?') {
        push({ type: 'at', extglob: true, value, output: '' });
        continue;
      }

      push({ type: 'text', value });
      continue;
    }

    /**
     * Plain text
     */

    if (value !== '*') {
      if (value === '$' || value === '^') {
        value = `\\${value}`;
      }

      const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
      if (match) {
        value += match[0];
        state.index += match[0].length;
      }

      push({ type: 'text', value });
      continue;
    }

    /**
     * Stars
     */

    if (prev && (prev.type === 'globstar' || prev.star === true)) {
      prev.type = 'star';
      prev.star = true;
      prev.value += value;
      prev.output = star;
      state.backtrack = true;
      state.globstar = true;
      consume(value);
      continue;
    }

    let rest = remaining();
    if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
      extglobOpen('star', value);
      continue;
    }

    if (prev.type === 'star') {
      if (opts.noglobstar === true) {
        consume(value);
        continue;
      }

      const prior = prev.prev;
      const before = prior.prev;
      const isStart = prior.type === 'slash' || prior.type === 'bos';
      const afterStar = before && (before.type === 'star' || before.type === 'globstar');

      if (opts.bash === true && (!isStart || (rest[0] && rest[0] !== '/'))) {
        push({ type: 'star', value, output: '' });
        continue;
      }

      const isBrace = state.braces > 0 && (prior.type === 'comma' || prior.type === 'brace');
      const isExtglob = extglobs.length && (prior.type === 'pipe' || prior.type === 'paren');
      if (!isStart && prior.type !== 'paren' && !isBrace && !isExtglob) {
        push({ type: 'star', value, output: '' });
        continue;
      }

      // strip consecutive `/**/`
      while (rest.slice(0, 3) === '/**') {
        const after = input[state.index + 4];
        if (after && after !== '/') {
          break;
        }
        rest = rest.slice(3);
        consume('/**', 3);
      }

      // A globstar followed only by balanced closing parens is at the logical end of patterns like
      // `test(/utils/**)` and `test?(/utils/**)`. Treat it as EOS so the trailing `/**` can match its
      // parent path, except in negated extglobs where that would change the exclusion semantics.
      const isEnd = eos() || (
        state.parens > 0
        && rest === ')'.repeat(state.parens)
        && !extglobs.some(extglob => extglob.type === 'negate')
      );

      if (prior.type === 'bos' && eos()) {
        prev.type = 'globstar';
        prev.value += value;
        prev.output = globstar(opts);
        state.output = prev.output;
        state.globstar = true;
        consume(value);
        continue;
      }

      if (prior.type === 'slash' && prior.prev.type !== 'bos' && !afterStar && isEnd) {
        state.output = state.output.slice(0, -(prior.output + prev.output).length);
        prior.output = `(?:${prior.output}`;

        prev.type = 'globstar';
        prev.output = globstar(opts) + (opts.strictSlashes ? ')' : '|$)');
        prev.value += value;
        state.globstar = true;
        state.output += prior.output + prev.output;
        consume(value);
        continue;
      }

      if (prior.type === 'slash' && prior.prev.type !== 'bos' && rest[0] === '/') {
        const end = rest[1] !== void 0 ? '|$' : '';

        state.output = state.output.slice(0, -(prior.output + prev.output).length);
        prior.output = `(?:${prior.output}`;

        prev.type = 'globstar';
        prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
        prev.value += value;

        state.output += prior.output + prev.output;
        state.globstar = true;

        consume(value + advance());

        push({ type: 'slash', value: '/', output: '' });
        continue;
      }

      if (prior.type === 'bos' && rest[0] === '/') {
        prev.type = 'globstar';
        prev.value += value;
        prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
        state.output = prev.output;
        state.globstar = true;
        consume(value + advance());
        push({ type: 'slash', value: '/', output: '' });
        continue;
      }

      // remove single star from output
      state.output = state.output.slice(0, -prev.output.length);

      // reset previous token to globstar
      prev.type = 'globstar';
      prev.output = globstar(opts);
      prev.value += value;

      // reset output with globstar
      state.output += prev.output;
      state.globstar = true;
      consume(value);
      continue;
    }

    const token = { type: 'star', value, output: star };

    if (opts.bash === true) {
      token.output = '.*?';
      if (prev.type === 'bos' || prev.type === 'slash') {
        token.output = nodot + token.output;
      }
      push(token);
      continue;
    }

    if (prev && (prev.type === 'bracket' || prev.type === 'paren') && opts.regex === true) {
      token.output = value;
      push(token);
      continue;
    }

    if (state.index === state.start || prev.type === 'slash' || prev.type === 'dot') {
      if (prev.type === 'dot') {
        state.output += NO_DOT_SLASH;
        prev.output += NO_DOT_SLASH;

      } else if (opts.dot === true) {
        state.output += NO_DOTS_SLASH;
        prev.output += NO_DOTS_SLASH;

      } else {
        state.output += nodot;
        prev.output += nodot;
      }

      if (peek() !== '*') {
        state.output += ONE_CHAR;
        prev.output += ONE_CHAR;
      }
    }

    push(token);
  }

  while (state.brackets > 0) {
    if (opts.strictBrackets === true) throw new SyntaxError(syntaxError('closing', ']'));
    state.output = utils.escapeLast(state.output, '[');
    decrement('brackets');
  }

  while (state.parens > 0) {
    if (opts.strictBrackets === true) throw new SyntaxError(syntaxError('closing', ')'));
    state.output = utils.escapeLast(state.output, '(');
    decrement('parens');
  }

  while (state.braces > 0) {
    if (opts.strictBrackets === true) throw new SyntaxError(syntaxError('closing', '}'));
    state.output = utils.escapeLast(state.output, '{');
    decrement('braces');
  }

  if (opts.strictSlashes !== true && (prev.type === 'star' || prev.type === 'bracket')) {
    push({ type: 'maybe_slash', value: '', output: `${SLASH_LITERAL}?` });
  }

  // rebuild the output if we had to backtrack at any point
  if (state.backtrack === true) {
    state.output = '';

    for (const token of state.tokens) {
      state.output += token.output != null ? token.output : token.value;

      if (token.suffix) {
        state.output += token.suffix;
      }
    }
  }

  return state;
};

/**
 * Fast paths for creating regular expressions for common glob patterns.
 * This can significantly speed up processing and has very little downside
 * impact when none of the fast paths match.
 */

parse.fastpaths = (input, options) => {
  const opts = { ...options };
  const max = typeof opts.maxLength === 'number' ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
  const len = input.length;
  if (len > max) {
    throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
  }

  input = REPLACEMENTS[input] || input;

  // create constants based on platform, for windows or posix
  const {
    DOT_LITERAL,
    SLASH_LITERAL,
    ONE_CHAR,
    DOTS_SLASH,
    NO_DOT,
    NO_DOTS,
    NO_DOTS_SLASH,
    STAR,
    START_ANCHOR
  } = constants.globChars(opts.windows);

  const nodot = opts.dot ? NO_DOTS : NO_DOT;
  const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
  const capture = opts.capture ? '' : '?:';
  const state = { negated: false, prefix: '' };
  let star = opts.bash === true ? '.*?' : STAR;

  if (opts.capture) {
    star = `(${star})`;
  }

  const globstar = opts => {
    if (opts.noglobstar === true) return star;
    return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
  };

  const create = str => {
    switch (str) {
      case '*':
        return `${nodot}${ONE_CHAR}${star}`;

      case '.*':
        return `${DOT_LITERAL}${ONE_CHAR}${star}`;

      case '*.*':
        return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;

      case '*/*':
        return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;

      case '**':
        return nodot + globstar(opts);

      case '**/*':
        return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;

      case '**/*.*':
        return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;

      case '**/.*':
        return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;

      default: {
        const match = /^(.*?)\.(\w+)$/.exec(str);
        if (!match) return;

        const source = create(match[1]);
        if (!source) return;

        return source + DOT_LITERAL + match[2];
      }
    }
  };

  const output = utils.removePrefix(input, state);
  let source = create(output);

  if (source && opts.strictSlashes !== true) {
    source += `${SLASH_LITERAL}?`;
  }

  return source;
};

module.exports = parse;


/***/ }),

/***/ 16:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const scan = __nccwpck_require__(781);
const parse = __nccwpck_require__(265);
const utils = __nccwpck_require__(59);
const constants = __nccwpck_require__(595);
const isObject = val => val && typeof val === 'object' && !Array.isArray(val);

/**
 * Creates a matcher function from one or more glob patterns. The
 * returned function takes a string to match as its first argument,
 * and returns true if the string is a match. The returned matcher
 * function also takes a boolean as the second argument that, when true,
 * returns an object with additional information.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch(glob[, options]);
 *
 * const isMatch = picomatch('*.!(*a)');
 * console.log(isMatch('a.a')); //=> false
 * console.log(isMatch('a.b')); //=> true
 *
 * // For environments without `node.js`, `picomatch/posix` provides you a dependency-free matcher, without automatic OS detection.
 * const picomatch = require('picomatch/posix');
 * // the same API, defaulting to posix paths
 * const isMatch = picomatch('a/*');
 * console.log(isMatch('a\\b')); //=> false
 * console.log(isMatch('a/b')); //=> true
 *
 * // you can still configure the matcher function to accept windows paths
 * const isMatch = picomatch('a/*', { options: windows });
 * console.log(isMatch('a\\b')); //=> true
 * console.log(isMatch('a/b')); //=> true
 * ```
 * @name picomatch
 * @param {String|Array} `globs` One or more glob patterns.
 * @param {Object=} `options`
 * @return {Function=} Returns a matcher function.
 * @api public
 */

const picomatch = (glob, options, returnState = false) => {
  if (Array.isArray(glob)) {
    const fns = glob.map(input => picomatch(input, options, returnState));
    const arrayMatcher = str => {
      for (const isMatch of fns) {
        const state = isMatch(str);
        if (state) return state;
      }
      return false;
    };
    return arrayMatcher;
  }

  const isState = isObject(glob) && glob.tokens && glob.input;

  if (glob === '' || (typeof glob !== 'string' && !isState)) {
    throw new TypeError('Expected pattern to be a non-empty string');
  }

  const opts = options || {};
  const posix = opts.windows;
  const regex = isState
    ? picomatch.compileRe(glob, options)
    : picomatch.makeRe(glob, options, false, true);

  const state = regex.state;
  delete regex.state;

  let isIgnored = () => false;
  if (opts.ignore) {
    const ignoreOpts = { ...options, ignore: null, onMatch: null, onResult: null };
    isIgnored = picomatch(opts.ignore, ignoreOpts, returnState);
  }

  const matcher = (input, returnObject = false) => {
    const { isMatch, match, output } = picomatch.test(input, regex, options, { glob, posix });
    const result = { glob, state, regex, posix, input, output, match, isMatch };

    if (typeof opts.onResult === 'function') {
      opts.onResult(result);
    }

    if (isMatch === false) {
      result.isMatch = false;
      return returnObject ? result : false;
    }

    if (isIgnored(input)) {
      if (typeof opts.onIgnore === 'function') {
        opts.onIgnore(result);
      }
      result.isMatch = false;
      return returnObject ? result : false;
    }

    if (typeof opts.onMatch === 'function') {
      opts.onMatch(result);
    }
    return returnObject ? result : true;
  };

  if (returnState) {
    matcher.state = state;
  }

  return matcher;
};

/**
 * Test `input` with the given `regex`. This is used by the main
 * `picomatch()` function to test the input string.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.test(input, regex[, options]);
 *
 * console.log(picomatch.test('foo/bar', /^(?:([^/]*?)\/([^/]*?))$/));
 * // { isMatch: true, match: [ 'foo/', 'foo', 'bar' ], output: 'foo/bar' }
 * ```
 * @param {String} `input` String to test.
 * @param {RegExp} `regex`
 * @return {Object} Returns an object with matching info.
 * @api public
 */

picomatch.test = (input, regex, options, { glob, posix } = {}) => {
  if (typeof input !== 'string') {
    throw new TypeError('Expected input to be a string');
  }

  if (input === '') {
    return { isMatch: false, output: '' };
  }

  const opts = options || {};
  const format = opts.format || (posix ? utils.toPosixSlashes : null);
  let match = input === glob;
  let output = (match && format) ? format(input) : input;

  if (match === false) {
    output = format ? format(input) : input;
    match = output === glob;
  }

  if (match === false || opts.capture === true) {
    if (opts.matchBase === true || opts.basename === true) {
      match = picomatch.matchBase(input, regex, options, posix);
    } else {
      match = regex.exec(output);
    }
  }

  return { isMatch: Boolean(match), match, output };
};

/**
 * Match the basename of a filepath.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.matchBase(input, glob[, options]);
 * console.log(picomatch.matchBase('foo/bar.js', '*.js'); // true
 * ```
 * @param {String} `input` String to test.
 * @param {RegExp|String} `glob` Glob pattern or regex created by [.makeRe](#makeRe).
 * @return {Boolean}
 * @api public
 */

picomatch.matchBase = (input, glob, options, posix = options && options.windows) => {
  const regex = glob instanceof RegExp ? glob : picomatch.makeRe(glob, options);
  return regex.test(utils.basename(input, { windows: posix }));
};

/**
 * Returns true if **any** of the given glob `patterns` match the specified `string`.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.isMatch(string, patterns[, options]);
 *
 * console.log(picomatch.isMatch('a.a', ['b.*', '*.a'])); //=> true
 * console.log(picomatch.isMatch('a.a', 'b.*')); //=> false
 * ```
 * @param {String|Array} str The string to test.
 * @param {String|Array} patterns One or more glob patterns to use for matching.
 * @param {Object} [options] See available [options](#options).
 * @return {Boolean} Returns true if any patterns match `str`
 * @api public
 */

picomatch.isMatch = (str, patterns, options) => picomatch(patterns, options)(str);

/**
 * Parse a glob pattern to create the source string for a regular
 * expression.
 *
 * ```js
 * const picomatch = require('picomatch');
 * const result = picomatch.parse(pattern[, options]);
 * ```
 * @param {String} `pattern`
 * @param {Object} `options`
 * @return {Object} Returns an object with useful properties and output to be used as a regex source string.
 * @api public
 */

picomatch.parse = (pattern, options) => {
  if (Array.isArray(pattern)) return pattern.map(p => picomatch.parse(p, options));
  return parse(pattern, { ...options, fastpaths: false });
};

/**
 * Scan a glob pattern to separate the pattern into segments.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.scan(input[, options]);
 *
 * const result = picomatch.scan('!./foo/*.js');
 * console.log(result);
 * { prefix: '!./',
 *   input: '!./foo/*.js',
 *   start: 3,
 *   base: 'foo',
 *   glob: '*.js',
 *   isBrace: false,
 *   isBracket: false,
 *   isGlob: true,
 *   isExtglob: false,
 *   isGlobstar: false,
 *   negated: true }
 * ```
 * @param {String} `input` Glob pattern to scan.
 * @param {Object} `options`
 * @return {Object} Returns an object with
 * @api public
 */

picomatch.scan = (input, options) => scan(input, options);

/**
 * Compile a regular expression from the `state` object returned by the
 * [parse()](#parse) method.
 *
 * ```js
 * const picomatch = require('picomatch');
 * const state = picomatch.parse('*.js');
 * // picomatch.compileRe(state[, options]);
 *
 * console.log(picomatch.compileRe(state));
 * //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
 * ```
 * @param {Object} `state`
 * @param {Object} `options`
 * @param {Boolean} `returnOutput` Intended for implementors, this argument allows you to return the raw output from the parser.
 * @param {Boolean} `returnState` Adds the state to a `state` property on the returned regex. Useful for implementors and debugging.
 * @return {RegExp}
 * @api public
 */

picomatch.compileRe = (state, options, returnOutput = false, returnState = false) => {
  if (returnOutput === true) {
    return state.output;
  }

  const opts = options || {};
  const prepend = opts.contains ? '' : '^';
  const append = opts.contains ? '' : '$';

  let source = `${prepend}(?:${state.output})${append}`;
  if (state && state.negated === true) {
    source = `^(?!${source}).*$`;
  }

  const regex = picomatch.toRegex(source, options);
  if (returnState === true) {
    regex.state = state;
  }

  return regex;
};

/**
 * Create a regular expression from a parsed glob pattern.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.makeRe(state[, options]);
 *
 * const result = picomatch.makeRe('*.js');
 * console.log(result);
 * //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
 * ```
 * @param {String} `state` The object returned from the `.parse` method.
 * @param {Object} `options`
 * @param {Boolean} `returnOutput` Implementors may use this argument to return the compiled output, instead of a regular expression. This is not exposed on the options to prevent end-users from mutating the result.
 * @param {Boolean} `returnState` Implementors may use this argument to return the state from the parsed glob with the returned regular expression.
 * @return {RegExp} Returns a regex created from the given pattern.
 * @api public
 */

picomatch.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
  if (!input || typeof input !== 'string') {
    throw new TypeError('Expected a non-empty string');
  }

  let parsed = { negated: false, fastpaths: true };

  if (options.fastpaths !== false && (input[0] === '.' || input[0] === '*')) {
    parsed.output = parse.fastpaths(input, options);
  }

  if (!parsed.output) {
    parsed = parse(input, options);
  }

  return picomatch.compileRe(parsed, options, returnOutput, returnState);
};

/**
 * Create a regular expression from the given regex source string.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.toRegex(source[, options]);
 *
 * const { output } = picomatch.parse('*.js');
 * console.log(picomatch.toRegex(output));
 * //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
 * ```
 * @param {String} `source` Regular expression source string.
 * @param {Object} `options`
 * @return {RegExp}
 * @api public
 */

picomatch.toRegex = (source, options) => {
  try {
    const opts = options || {};
    return new RegExp(source, opts.flags || (opts.nocase ? 'i' : ''));
  } catch (err) {
    if (options && options.debug === true) throw err;
    return /$^/;
  }
};

/**
 * Picomatch constants.
 * @return {Object}
 */

picomatch.constants = constants;

/**
 * Expose "picomatch"
 */

module.exports = picomatch;


/***/ }),

/***/ 781:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const utils = __nccwpck_require__(59);
const {
  CHAR_ASTERISK,             /* * */
  CHAR_AT,                   /* @ */
  CHAR_BACKWARD_SLASH,       /* \ */
  CHAR_COMMA,                /* , */
  CHAR_DOT,                  /* . */
  CHAR_EXCLAMATION_MARK,     /* ! */
  CHAR_FORWARD_SLASH,        /* / */
  CHAR_LEFT_CURLY_BRACE,     /* { */
  CHAR_LEFT_PARENTHESES,     /* ( */
  CHAR_LEFT_SQUARE_BRACKET,  /* [ */
  CHAR_PLUS,                 /* + */
  CHAR_QUESTION_MARK,        /* ? */
  CHAR_RIGHT_CURLY_BRACE,    /* } */
  CHAR_RIGHT_PARENTHESES,    /* ) */
  CHAR_RIGHT_SQUARE_BRACKET  /* ] */
} = __nccwpck_require__(595);

const isPathSeparator = code => {
  return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
};

const depth = token => {
  if (token.isPrefix !== true) {
    token.depth = token.isGlobstar ? Infinity : 1;
  }
};

/**
 * Quickly scans a glob pattern and returns an object with a handful of
 * useful properties, like `isGlob`, `path` (the leading non-glob, if it exists),
 * `glob` (the actual pattern), `negated` (true if the path starts with `!` but not
 * with `!(`) and `negatedExtglob` (true if the path starts with `!(`).
 *
 * ```js
 * const pm = require('picomatch');
 * console.log(pm.scan('foo/bar/*.js'));
 * { isGlob: true, input: 'foo/bar/*.js', base: 'foo/bar', glob: '*.js' }
 * ```
 * @param {String} `str`
 * @param {Object} `options`
 * @return {Object} Returns an object with tokens and regex source string.
 * @api public
 */

const scan = (input, options) => {
  const opts = options || {};

  const length = input.length - 1;
  const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
  const slashes = [];
  const tokens = [];
  const parts = [];

  let str = input;
  let index = -1;
  let start = 0;
  let lastIndex = 0;
  let isBrace = false;
  let isBracket = false;
  let isGlob = false;
  let isExtglob = false;
  let isGlobstar = false;
  let braceEscaped = false;
  let backslashes = false;
  let negated = false;
  let negatedExtglob = false;
  let finished = false;
  let braces = 0;
  let prev;
  let code;
  let token = { value: '', depth: 0, isGlob: false };

  const eos = () => index >= length;
  const peek = () => str.charCodeAt(index + 1);
  const advance = () => {
    prev = code;
    return str.charCodeAt(++index);
  };

  while (index < length) {
    code = advance();
    let next;

    if (code === CHAR_BACKWARD_SLASH) {
      backslashes = token.backslashes = true;
      code = advance();

      if (code === CHAR_LEFT_CURLY_BRACE) {
        braceEscaped = true;
      }
      continue;
    }

    if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
      braces++;

      while (eos() !== true && (code = advance())) {
        if (code === CHAR_BACKWARD_SLASH) {
          backslashes = token.backslashes = true;
          advance();
          continue;
        }

        if (code === CHAR_LEFT_CURLY_BRACE) {
          braces++;
          continue;
        }

        if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
          isBrace = token.isBrace = true;
          isGlob = token.isGlob = true;
          finished = true;

          if (scanToEnd === true) {
            continue;
          }

          break;
        }

        if (braceEscaped !== true && code === CHAR_COMMA) {
          isBrace = token.isBrace = true;
          isGlob = token.isGlob = true;
          finished = true;

          if (scanToEnd === true) {
            continue;
          }

          break;
        }

        if (code === CHAR_RIGHT_CURLY_BRACE) {
          braces--;

          if (braces === 0) {
            braceEscaped = false;
            isBrace = token.isBrace = true;
            finished = true;
            break;
          }
        }
      }

      if (scanToEnd === true) {
        continue;
      }

      break;
    }

    if (code === CHAR_FORWARD_SLASH) {
      slashes.push(index);
      tokens.push(token);
      token = { value: '', depth: 0, isGlob: false };

      if (finished === true) continue;
      if (prev === CHAR_DOT && index === (start + 1)) {
        start += 2;
        continue;
      }

      lastIndex = index + 1;
      continue;
    }

    if (opts.noext !== true) {
      const isExtglobChar = code === CHAR_PLUS
        || code === CHAR_AT
        || code === CHAR_ASTERISK
        || code === CHAR_QUESTION_MARK
        || code === CHAR_EXCLAMATION_MARK;

      if (isExtglobChar === true && peek() === CHAR_LEFT_PARENTHESES) {
        isGlob = token.isGlob = true;
        isExtglob = token.isExtglob = true;
        finished = true;
        if (code === CHAR_EXCLAMATION_MARK && index === start) {
          negatedExtglob = true;
        }

        if (scanToEnd === true) {
          let parens = 0;

          while (eos() !== true && (code = advance())) {
            if (code === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance();
              continue;
            }

            if (code === CHAR_LEFT_PARENTHESES) {
              parens++;
              continue;
            }

            if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
              finished = true;
              break;
            }
          }
          continue;
        }
        break;
      }
    }

    if (code === CHAR_ASTERISK) {
      if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
      isGlob = token.isGlob = true;
      finished = true;

      if (scanToEnd === true) {
        continue;
      }
      break;
    }

    if (code === CHAR_QUESTION_MARK) {
      isGlob = token.isGlob = true;
      finished = true;

      if (scanToEnd === true) {
        continue;
      }
      break;
    }

    if (code === CHAR_LEFT_SQUARE_BRACKET) {
      while (eos() !== true && (next = advance())) {
        if (next === CHAR_BACKWARD_SLASH) {
          backslashes = token.backslashes = true;
          advance();
          continue;
        }

        if (next === CHAR_RIGHT_SQUARE_BRACKET) {
          isBracket = token.isBracket = true;
          isGlob = token.isGlob = true;
          finished = true;
          break;
        }
      }

      if (scanToEnd === true) {
        continue;
      }

      break;
    }

    if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
      negated = token.negated = true;
      start++;
      continue;
    }

    if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
      isGlob = token.isGlob = true;

      if (scanToEnd === true) {
        let parens = 1;

        while (eos() !== true && (code = advance())) {
          if (code === CHAR_BACKWARD_SLASH) {
            backslashes = token.backslashes = true;
            advance();
            continue;
          }

          if (code === CHAR_LEFT_PARENTHESES) {
            parens++;
            continue;
          }

          if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
            finished = true;
            break;
          }
        }
        continue;
      }
      break;
    }

    if (isGlob === true) {
      finished = true;

      if (scanToEnd === true) {
        continue;
      }

      break;
    }
  }

  if (opts.noext === true) {
    isExtglob = false;
    isGlob = false;
  }

  let base = str;
  let prefix = '';
  let glob = '';

  if (start > 0) {
    prefix = str.slice(0, start);
    str = str.slice(start);
    lastIndex -= start;
  }

  if (base && isGlob === true && lastIndex > 0) {
    base = str.slice(0, lastIndex);
    glob = str.slice(lastIndex);
  } else if (isGlob === true) {
    base = '';
    glob = str;
  } else {
    base = str;
  }

  if (base && base !== '' && base !== '/' && base !== str) {
    if (isPathSeparator(base.charCodeAt(base.length - 1))) {
      base = base.slice(0, -1);
    }
  }

  if (opts.unescape === true) {
    if (glob) glob = utils.removeBackslashes(glob);

    if (base && backslashes === true) {
      base = utils.removeBackslashes(base);
    }
  }

  const state = {
    prefix,
    input,
    start,
    base,
    glob,
    isBrace,
    isBracket,
    isGlob,
    isExtglob,
    isGlobstar,
    negated,
    negatedExtglob
  };

  if (opts.tokens === true) {
    state.maxDepth = 0;
    if (!isPathSeparator(code)) {
      tokens.push(token);
    }
    state.tokens = tokens;
  }

  if (opts.parts === true || opts.tokens === true) {
    let prevIndex;

    for (let idx = 0; idx < slashes.length; idx++) {
      const n = prevIndex !== undefined ? prevIndex + 1 : start;
      const i = slashes[idx];
      const value = input.slice(n, i);
      if (opts.tokens) {
        if (idx === 0 && start !== 0) {
          tokens[idx].isPrefix = true;
          tokens[idx].value = prefix;
        } else {
          tokens[idx].value = value;
        }
        depth(tokens[idx]);
        state.maxDepth += tokens[idx].depth;
      }
      if (i >= start) {
        parts.push(value);
        prevIndex = i;
      }
    }

    const n = prevIndex !== undefined ? prevIndex + 1 : start;
    const value = input.slice(n);
    parts.push(value);

    if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
      tokens[tokens.length - 1].value = value;
      depth(tokens[tokens.length - 1]);
      state.maxDepth += tokens[tokens.length - 1].depth;
    }

    state.slashes = slashes;
    state.parts = parts;
  }

  return state;
};

module.exports = scan;


/***/ }),

/***/ 59:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

/*global navigator*/


const {
  REGEX_BACKSLASH,
  REGEX_REMOVE_BACKSLASH,
  REGEX_SPECIAL_CHARS,
  REGEX_SPECIAL_CHARS_GLOBAL
} = __nccwpck_require__(595);

exports.isObject = val => val !== null && typeof val === 'object' && !Array.isArray(val);
exports.hasRegexChars = str => REGEX_SPECIAL_CHARS.test(str);
exports.isRegexChar = str => str.length === 1 && exports.hasRegexChars(str);
exports.escapeRegex = str => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, '\\$1');
exports.toPosixSlashes = str => str.replace(REGEX_BACKSLASH, '/');

exports.isWindows = () => {
  if (typeof navigator !== 'undefined' && navigator.platform) {
    const platform = navigator.platform.toLowerCase();
    return platform === 'win32' || platform === 'windows';
  }

  if (typeof process !== 'undefined' && process.platform) {
    return process.platform === 'win32';
  }

  return false;
};

exports.removeBackslashes = str => {
  return str.replace(REGEX_REMOVE_BACKSLASH, match => {
    return match === '\\' ? '' : match;
  });
};

exports.escapeLast = (input, char, lastIdx) => {
  const idx = input.lastIndexOf(char, lastIdx);
  if (idx === -1) return input;
  if (input[idx - 1] === '\\') return exports.escapeLast(input, char, idx - 1);
  return `${input.slice(0, idx)}\\${input.slice(idx)}`;
};

exports.removePrefix = (input, state = {}) => {
  let output = input;
  if (output.startsWith('./')) {
    output = output.slice(2);
    state.prefix = './';
  }
  return output;
};

exports.wrapOutput = (input, state = {}, options = {}) => {
  const prepend = options.contains ? '' : '^';
  const append = options.contains ? '' : '$';

  let output = `${prepend}(?:${input})${append}`;
  if (state.negated === true) {
    output = `(?:^(?!${output}).*$)`;
  }
  return output;
};

exports.basename = (path, { windows } = {}) => {
  const segs = path.split(windows ? /[\\/]/ : '/');
  const last = segs[segs.length - 1];

  if (last === '') {
    return segs[segs.length - 2];
  }

  return last;
};


/***/ }),

/***/ 573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 62:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  k: () => (/* binding */ mindMemory),
  Z: () => (/* binding */ setEngine)
});

;// CONCATENATED MODULE: external "node:v8"
const external_node_v8_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");
;// CONCATENATED MODULE: ./lib/adapters/engine.js

const forThreads = ['--min-semi-space-size=8', '--no-concurrent-sweeping', '--initial-old-space-size=64'];
const late = Number(process.versions.node.split('.')[0]) >= 24 ? ['--invocation-count-for-turbofan=30000'] : [];
function setEngine() {
    for (const flag of [...forThreads, ...late])
        (0,external_node_v8_namespaceObject.setFlagsFromString)(flag);
}
const very = 200_000;
let isMinded = false;
function mindMemory(entries) {
    if (isMinded || entries < very)
        return;
    isMinded = true;
    (0,external_node_v8_namespaceObject.setFlagsFromString)('--heap-growing-percent=20');
}


/***/ }),

/***/ 443:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   lf: () => (/* binding */ openRegular),
/* harmony export */   sj: () => (/* binding */ readAndWriteFlags),
/* harmony export */   uW: () => (/* binding */ readFlags),
/* harmony export */   wh: () => (/* binding */ readNamedFile),
/* harmony export */   zx: () => (/* binding */ readOwnFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24);
/* harmony import */ var _core_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(165);


const flags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK;
const readFlags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | flags;
const readAndWriteFlags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDWR | flags;
const readOwnFile = (file, mostBytes) => readBounded(file, mostBytes, flags);
const readNamedFile = (file, mostBytes) => readBounded(file, mostBytes, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK);
function readBounded(file, mostBytes, how) {
    const fd = openRegular(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | how);
    try {
        const { size } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd);
        if (size > mostBytes)
            throw tooLarge(size, mostBytes);
        const pieces = [];
        for (let read = 0;;) {
            const piece = Buffer.allocUnsafe(65_536);
            const n = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(fd, piece, 0, piece.length, null);
            if (n === 0)
                return Buffer.concat(pieces).toString('utf8');
            pieces.push(piece.subarray(0, n));
            read += n;
            if (read > mostBytes)
                throw tooLarge(read, mostBytes);
        }
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}
function openRegular(file, how) {
    let fd;
    try {
        fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, how);
    }
    catch (error) {
        const code = (0,_core_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .codeOf */ .$N)(error);
        if (code === 'ELOOP')
            throw refused(code, 'it is a symlink, where a file of its own belongs');
        if (code === 'ENXIO')
            throw refused(code, 'it is not a regular file');
        throw error;
    }
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd).isFile())
        return fd;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    throw refused('EINVAL', 'it is not a regular file');
}
const tooLarge = (bytes, mostBytes) => refused('EFBIG', `it has ${bytes} bytes, more than the ${mostBytes} it can have`);
const refused = (code, message) => Object.assign(new Error(message), { code });


/***/ }),

/***/ 489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c3: () => (/* binding */ stderrLimit),
/* harmony export */   hh: () => (/* binding */ cleanEnvironment),
/* harmony export */   u7: () => (/* binding */ realProcesses)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(24);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(161);
/* harmony import */ var _core_failure_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(165);




const stderrLimit = 64 * 1024;
function cleanEnvironment(env) {
    const clean = { LC_ALL: 'C' };
    for (const name of ['PATH', 'TMPDIR', 'USER', 'LOGNAME', 'TZ', 'RUNNER_TRACKING_ID']) {
        const value = env[name];
        if (value !== undefined)
            clean[name] = value;
    }
    return clean;
}
const foundSetpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(isWhole) ?? '';
function realProcesses(env, stop, setpriv = foundSetpriv) {
    const childEnv = cleanEnvironment(env);
    return {
        run: (program, request) => new Promise((resolve, reject) => {
            if (stop.aborted) {
                reject((0,_core_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .cancelled */ .KW)());
                return;
            }
            const [file, args] = setpriv === '' ? [program, request.args] : [setpriv, ['--pdeathsig', 'TERM', '--', program, ...request.args]];
            const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(file, args, {
                env: { ...childEnv, ...request.env },
                cwd: request.cwd,
                detached: true,
                stdio: [request.stdin ?? 'pipe', 'pipe', 'pipe', ...(request.inherit === undefined ? [] : [request.inherit])]
            });
            const stdout = [];
            let stderr = '';
            const kill = () => {
                killGroup(child.pid, 'SIGTERM');
                setTimeout(() => {
                    killGroup(child.pid, 'SIGKILL');
                }, 1000).unref();
            };
            const forget = () => {
                for (const signal of [stop, request.end])
                    signal?.removeEventListener('abort', kill);
            };
            for (const signal of [stop, request.end])
                signal?.addEventListener('abort', kill, { once: true });
            child.stdout.on('data', (piece) => {
                if (request.onStdout === undefined)
                    stdout.push(piece);
                else
                    request.onStdout(piece);
            });
            child.stderr.on('data', (piece) => {
                if (stderr.length < stderrLimit)
                    stderr += piece.toString('latin1');
            });
            child.on('error', error => {
                forget();
                if (request.cwd !== undefined)
                    error.message += `, in '${request.cwd}'`;
                reject(error);
            });
            child.on('close', (code, signal) => {
                forget();
                if (stop.aborted) {
                    reject((0,_core_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .cancelled */ .KW)());
                    return;
                }
                if (setpriv !== '' && code === 127) {
                    reject(Object.assign(new Error(`spawn ${program} ENOENT`), { code: 'ENOENT' }));
                    return;
                }
                const status = code ?? 128 + (signal === null ? 0 : node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals[signal]);
                resolve({ status, stdout: Buffer.concat(stdout), stderr: stderr.slice(0, stderrLimit) });
            });
            if (child.stdin === null)
                return;
            child.stdin.on('error', () => undefined);
            feed(child.stdin, request.input ?? []).catch(reject);
        })
    };
}
async function feed(stdin, input) {
    for await (const piece of input) {
        if (!stdin.write(piece)) {
            await new Promise(resolve => {
                const go = () => {
                    stdin.off('drain', go).off('close', go);
                    resolve();
                };
                stdin.once('drain', go).once('close', go);
            });
        }
    }
    stdin.end();
}
function killGroup(pid, signal) {
    if (pid === undefined)
        return;
    try {
        process.kill(-pid, signal);
    }
    catch {
    }
}
function isWhole(file) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(file) && !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(file).endsWith('/busybox');
}


/***/ }),

/***/ 616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ systemClock)
});

;// CONCATENATED MODULE: external "node:perf_hooks"
const external_node_perf_hooks_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");
;// CONCATENATED MODULE: ./lib/adapters/system-clock.js

const systemClock = {
    now: () => new Date(),
    monotonicMs: () => external_node_perf_hooks_namespaceObject.performance.now()
};


/***/ }),

/***/ 385:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JA: () => (/* binding */ standing),
/* harmony export */   b7: () => (/* binding */ parseMountinfo),
/* harmony export */   bq: () => (/* binding */ readMounts),
/* harmony export */   vI: () => (/* binding */ mountOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24);
/* harmony import */ var _core_byte_path_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(505);


function parseMountinfo(text) {
    return text
        .split('\n')
        .filter(line => line !== '')
        .map(line => {
        const words = line.split(' ');
        return {
            root: unescape(words[3] ?? ''),
            mountPoint: unescape(words[4] ?? ''),
            filesystem: words[words.indexOf('-', 6) + 1] ?? '',
            device: words[2] ?? '',
            source: unescape(words[words.indexOf('-', 6) + 2] ?? '')
        };
    });
}
function mountOf(mounts, path) {
    let best;
    for (const mount of mounts) {
        const prefix = mount.mountPoint === '/' ? '/' : `${mount.mountPoint}/`;
        if (path !== mount.mountPoint && !path.startsWith(prefix))
            continue;
        if (best === undefined || mount.mountPoint.length >= best.mountPoint.length)
            best = mount;
    }
    return best;
}
function standing(mounts, realPath) {
    const mount = mountOf(mounts, realPath);
    const isMount = mount?.mountPoint === realPath;
    return {
        isMount,
        mountPoint: mount?.mountPoint ?? '/',
        filesystem: mount?.filesystem ?? 'unknown',
        isWholeFilesystem: isMount && mount.root === '/'
    };
}
const readMounts = () => parseMountinfo((0,_core_byte_path_js__WEBPACK_IMPORTED_MODULE_1__/* .pathFromBytes */ .nP)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/self/mountinfo')));
const unescape = (word) => word.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8)));


/***/ }),

/***/ 505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jk: () => (/* binding */ fsPath),
/* harmony export */   LF: () => (/* binding */ pathText),
/* harmony export */   X5: () => (/* binding */ pathBytes),
/* harmony export */   _0: () => (/* binding */ separatePaths),
/* harmony export */   cD: () => (/* binding */ comparePaths),
/* harmony export */   nP: () => (/* binding */ pathFromBytes),
/* harmony export */   pQ: () => (/* binding */ pathFromText),
/* harmony export */   uJ: () => (/* binding */ joinPath),
/* harmony export */   yl: () => (/* binding */ parentPath)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(573);

const pathFromBytes = (bytes) => node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const pathFromText = (text) => (isAscii(text) ? text : node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.from(text, 'utf8').toString('latin1'));
const pathBytes = (path) => node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.from(path, 'latin1');
const pathText = (path) => (isAscii(path) ? path : pathBytes(path).toString('utf8'));
const fsPath = (path) => (isAscii(path) ? path : pathBytes(path));
const joinPath = (directory, name) => {
    if (name === '.')
        return directory;
    if (directory === '.')
        return name;
    return (directory.endsWith('/') ? directory + name : `${directory}/${name}`);
};
const parentPath = (path) => {
    const slash = path.lastIndexOf('/');
    return (slash < 0 ? '.' : path.slice(0, slash));
};
const comparePaths = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
function isAscii(text) {
    return /^[\x00-\x7f]*$/.test(text);
}
function separatePaths(paths) {
    const bytes = node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.from(paths.join(''), 'latin1');
    let at = 0;
    return paths.map(path => bytes.toString('latin1', at, (at += path.length)));
}


/***/ }),

/***/ 289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ showName),
/* harmony export */   AL: () => (/* binding */ safeLogLine),
/* harmony export */   D9: () => (/* binding */ markdownCode),
/* harmony export */   SI: () => (/* binding */ showsAsItIs),
/* harmony export */   Zw: () => (/* binding */ inBackticks),
/* harmony export */   h$: () => (/* binding */ showText),
/* harmony export */   nv: () => (/* binding */ markdownSentence),
/* harmony export */   p7: () => (/* binding */ markdownText)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(573);

const nameLimit = 120;
const sentenceLimit = 600;
const bytesOfCharacter = /[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const everyUnseenButTab = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const oddSpace = /(?! )\p{Zs}/u;
function showName(path, limit = nameLimit) {
    return inert((path.match(bytesOfCharacter) ?? []).map(showCharacterBytes), limit);
}
function showText(text, limit = nameLimit) {
    return inert(Array.from(text, showCharacter), limit);
}
const inBackticks = (text, limit = nameLimit) => `\`${showText(text, limit).replaceAll('`', '\\x60')}\``;
const showsAsItIs = (text) => showText(text, Infinity) === text;
function safeLogLine(text) {
    return seen(text)
        .replace(/#(?=\t*#\t*\[)/g, '#\\')
        .replace(/^(\s*)(?=:\t*:)/, '$1\\');
}
const markdownCode = (path, limit = nameLimit) => code(showName(path, limit));
const markdownText = (text, limit = nameLimit) => code(showText(text, limit));
function markdownSentence(text, limit = sentenceLimit) {
    const shown = shorten(Array.from(seen(text.replaceAll('\t', ' '))), limit);
    return shown
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 1 ? code(part) : part.split(' ').map(word).join(' ')))
        .join('')
        .replace(brokenQuantity, '$1&#160;');
}
const brokenQuantity = /(\d) (?=(?:B|[KMGTP]iB|ms|s|min|h)(?![A-Za-z]))/g;
const plainWord = /^["'“‘(]*(?:\p{L}+(?:['’-]\p{L}+)*|\d+(?:[.,]\d+)*%?)?["'”’).,;:!?]*$/u;
function word(text) {
    if (!plainWord.test(text))
        return wordAsCode(text);
    return /^\d+[.)]+$/.test(text) ? entities(text) : entities(text, /[^A-Za-z0-9.,%()'!?-]/gu);
}
const wordAsCode = (text) => text.replace(/^(["'“‘(]*)(.*?)(["'”’).,;:!?]*)$/, (_text, before, inner, after) => entities(before) + (inner.includes('(') ? code(inner + after) : code(inner) + entities(after)));
const code = (shown) => (shown === '' ? '' : `<code>${entities(shown)}</code>`);
const entities = (text, unsafe = /[^A-Za-z0-9 /-]/gu) => text.replace(unsafe, character => `&#${codePoint(character)};`);
const seen = (text) => text.replace(everyUnseenButTab, escape);
function showCharacterBytes(bytes) {
    if (bytes.length > 1)
        return showCharacter(node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.from(bytes, 'latin1').toString('utf8'));
    return bytes > '\x7f' ? escapeByte(bytes.charCodeAt(0)) : showCharacter(bytes);
}
function showCharacter(character) {
    if (character === '\\')
        return '\\\\';
    return unseen.test(character) || oddSpace.test(character) ? escape(character) : character;
}
const letters = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
function escape(character) {
    const code = codePoint(character);
    const digits = code.toString(16);
    return (letters[character] ??
        (code < 0x80
            ? escapeByte(code)
            : code < 0x10000
                ? `\\u${digits.padStart(4, '0')}`
                : `\\U${digits.padStart(8, '0')}`));
}
const codePoint = (character) => Number(character.codePointAt(0));
const escapeByte = (byte) => `\\x${byte.toString(16).padStart(2, '0')}`;
function inert(shown, limit) {
    const last = shown.length - 1;
    const ends = shown.map((part, index) => (part === ' ' && (index === 0 || index === last) ? '\\x20' : part));
    return shorten(ends, limit).replaceAll('##[', '#\\x23[').replace(/^::/, '\\x3a:');
}
function shorten(parts, limit) {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (length <= limit)
        return parts.join('');
    const tail = take(parts.toReversed(), Math.ceil((limit - 1) * 0.6));
    const head = take(parts, Math.floor((limit - 1) * 0.4));
    return `${head.join('')}…${tail.toReversed().join('')}`;
}
function take(parts, room) {
    let length = 0;
    const end = parts.findIndex(part => (length += part.length) > room);
    return parts.slice(0, end);
}


/***/ }),

/***/ 144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ endingOf)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(165);
/* harmony import */ var _system_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(41);


function endingOf(thrown) {
    const error = (0,_system_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .failureOf */ .g)(thrown) ?? thrown;
    const causes = causeOf(error);
    if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return { failure: error, message: error.message, more: causes };
    const stack = error instanceof Error ? (error.stack?.split('\n') ?? []) : [];
    return { message: `Unexpected error; please report it. ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`, more: [...stack, ...causes] };
}
function causeOf(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const said = cause === undefined ? '' : (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause);
    return said === '' || (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error).includes(said) ? [] : [`Caused by: ${said}`];
}


/***/ }),

/***/ 165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ codeOf),
/* harmony export */   HR: () => (/* binding */ Failure),
/* harmony export */   KW: () => (/* binding */ cancelled),
/* harmony export */   LL: () => (/* binding */ Unreachable),
/* harmony export */   RP: () => (/* binding */ InputFailure),
/* harmony export */   bD: () => (/* binding */ messageOf)
/* harmony export */ });
class Failure extends Error {
    name = 'Failure';
    kind;
    constructor(kind, message, options) {
        super(message, options);
        this.kind = kind;
    }
}
class Unreachable extends Failure {
}
const cancelled = () => new Failure('cancelled', 'Cancelled. Nothing was published; what was begun is cleared by the next run.');
class InputFailure extends Failure {
    mistakes;
    constructor(mistakes) {
        const head = mistakes.length === 1 ? 'One input is wrong:' : `${mistakes.length} inputs are wrong:`;
        super('input', [head, ...mistakes.map(mistake => `  - ${mistake}`)].join('\n'));
        this.mistakes = mistakes;
    }
}
const unnamed = {
    '-116': ['ESTALE', 'stale file handle'],
    '-117': ['EUCLEAN', 'structure needs cleaning'],
    '-122': ['EDQUOT', 'disk quota exceeded']
};
const asUnnamed = /Unknown system error (-\d+)/;
const messageOf = (thrown) => (textOf(thrown, 'message') ?? String(thrown)).replace(/^Unknown system error (-\d+): Unknown system error -\d+/, (said, number) => unnamed[number]?.join(': ') ?? said);
function codeOf(thrown) {
    const code = textOf(thrown, 'code');
    const number = asUnnamed.exec(code ?? '')?.[1];
    return number === undefined ? code : (unnamed[number]?.[0] ?? code);
}
function textOf(thrown, name) {
    if (typeof thrown !== 'object' || thrown === null || !(name in thrown))
        return undefined;
    const value = thrown[name];
    return typeof value === 'string' ? value : undefined;
}


/***/ }),

/***/ 15:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ NoSpace)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(165);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(564);


class NoSpace extends _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR {
    isAsked;
    #words;
    constructor(words, options, room) {
        super('room', words(shortageOf(room)), options);
        this.#words = words;
        this.isAsked = room !== undefined;
    }
    with(room) {
        return new NoSpace(this.#words, { cause: this.cause }, room);
    }
}
const fewInodes = 16;
const fewBytes = 65_536;
function shortageOf(room) {
    const either = { what: 'no space left, or no inode', shownBy: 'df shows space, df -i shows inodes' };
    if (room === undefined)
        return either;
    const { bytes, inodes } = room;
    const space = { what: 'no space left', shownBy: 'df shows space' };
    if (inodes === undefined)
        return { ...space, what: `${space.what} (${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes)} free now)` };
    const figures = `(${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes)} and ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(inodes, 'inode', 'inodes')} free now)`;
    if (inodes >= fewInodes) {
        return { ...space, what: `${space.what}${bytes < fewBytes ? '' : ' for what was being written'} ${figures}` };
    }
    if (bytes < fewBytes)
        return { ...either, what: `${either.what} ${figures}` };
    return {
        what: `no inode left ${figures}`,
        shownBy: 'df -i shows inodes; each file, directory and symlink takes one'
    };
}


/***/ }),

/***/ 379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ quoteValue)
/* harmony export */ });
/* harmony import */ var _display_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(289);

const quoteValue = (text) => `"${(0,_display_js__WEBPACK_IMPORTED_MODULE_0__/* .showText */ .h$)(text).replaceAll('"', '\\"')}"`;


/***/ }),

/***/ 41:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ failureOf),
/* harmony export */   o: () => (/* binding */ systemFailure)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(165);
/* harmony import */ var _no_space_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(15);


const failing = {
    kind: 'volume',
    what: 'A disk, or the connection to one, is failing',
    mend: 'Look into the log of the kernel (dmesg), and check the disk or the server before the next run.'
};
const notAllowed = {
    kind: 'volume',
    what: "The runner's user may not do that",
    mend: 'Let that user read the source and write the volume, and let one user own all snapshots of a series.'
};
const tooMany = {
    kind: 'volume',
    what: 'Too many files are open on this machine',
    mend: 'Raise the limit (ulimit -n), or set "jobs" to a smaller number.'
};
const refusals = {
    EDQUOT: { kind: 'room', what: 'The quota is used up', mend: 'Free space, raise the quota, or keep fewer snapshots.' },
    EROFS: {
        kind: 'volume',
        what: 'The filesystem is read-only',
        mend: 'A disk with errors may have become so: check it.'
    },
    EIO: failing,
    ESTALE: failing,
    EUCLEAN: failing,
    ENOTCONN: failing,
    ETIMEDOUT: failing,
    EACCES: notAllowed,
    EPERM: notAllowed,
    EMFILE: tooMany,
    ENFILE: tooMany
};
const disturbed = {
    kind: 'volume',
    what: 'Something else changes what is ours on the volume',
    mend: 'Let nothing but this action write in a series, and run it again.'
};
const isDisturbed = (code, message) => ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(code) && message.includes('/.snapshots/');
const noSpace = (error) => new _no_space_js__WEBPACK_IMPORTED_MODULE_1__/* .NoSpace */ .u(({ what, shownBy }) => `There is ${what}: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}.\nFree some (${shownBy}), or keep fewer snapshots.`, { cause: error });
function systemFailure(error) {
    const code = (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(error) ?? '';
    if (code === 'ENOSPC')
        return noSpace(error);
    const known = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
    const refusal = known ?? (isDisturbed(code, (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)) ? disturbed : undefined);
    if (refusal === undefined)
        return undefined;
    const { kind, what, mend } = refusal;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(kind, `${what}: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}.\n${mend}`, { cause: error });
}
const failureOf = (thrown) => thrown instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR ? thrown : systemFailure(thrown);


/***/ }),

/***/ 564:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   CE: () => (/* binding */ formatRate),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   fL: () => (/* binding */ percentText),
/* harmony export */   l9: () => (/* binding */ formatPercent),
/* harmony export */   pq: () => (/* binding */ countOf),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
const unitNames = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
function formatBytes(bytes) {
    if (bytes < 0)
        return `-${formatBytes(-bytes)}`;
    if (Math.round(bytes) < 1024)
        return `${Math.round(bytes)} B`;
    let value = bytes;
    let unit = '';
    for (const name of unitNames) {
        value /= 1024;
        unit = name;
        if (Math.round(value) < 1024)
            break;
    }
    return `${threeDigits(value)} ${unit}`;
}
function formatCount(count) {
    return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
function percentText(share) {
    if (share < 0)
        return `-${percentText(-share)}`;
    const tenths = Math.round(share * 1000);
    if (tenths >= 1000 && share < 1)
        return '99.9';
    if (tenths === 0 && share > 0)
        return '0.1';
    return (tenths / 10).toFixed(1);
}
const formatPercent = (share) => `${percentText(share)}%`;
function formatDuration(ms) {
    if (ms < 99.5)
        return `${Math.max(0, Math.round(ms))} ms`;
    const tenths = Math.round(ms / 100);
    if (tenths < 600)
        return `${(tenths / 10).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 3600)
        return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
    const minutes = Math.round(ms / 60_000);
    return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}
const formatRate = (bytes, ms) => `${formatBytes((bytes * 1000) / Math.max(1, ms))}/s`;
const twoDigits = (value) => String(value).padStart(2, '0');
function threeDigits(value) {
    const oneDecimal = value.toFixed(1);
    return Number(oneDecimal) < 100 ? oneDecimal : String(Math.round(value));
}
const countOf = (count, one, many) => `${formatCount(count)} ${count === 1 ? one : many}`;


/***/ }),

/***/ 488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F1: () => (/* binding */ parseAge),
/* harmony export */   hE: () => (/* binding */ parseWaitMs),
/* harmony export */   kl: () => (/* binding */ parseSizeBytes),
/* harmony export */   n8: () => (/* binding */ parseShare)
/* harmony export */ });
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(275);

const kibibyte = 1024;
const sizeUnits = ['', 'K', 'M', 'G', 'T', 'P'];
const parseSizeBytes = text => {
    const allowed = 'write a number with K, M, G or T (1024-based, KiB and so on mean the same), such as 500M, 20G or 1.5TiB';
    if (/^\d+(\.\d+)?[KMGTP]B$/i.test(text))
        return (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .wrong */ .Qm)(`could mean 1000 or 1024 bytes to the K: ${allowed}`);
    const found = /^(\d{1,15}(?:\.\d{1,15})?)(?:B|([KMGTP])(?:iB)?)$/i.exec(text);
    if (found === null)
        return (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .wrong */ .Qm)(`is not a size: ${allowed}`);
    const power = sizeUnits.findIndex(unit => unit === (found[2] ?? '').toUpperCase());
    const bytes = Math.round(Number(found[1]) * kibibyte ** power);
    return Number.isSafeInteger(bytes) ? (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)(bytes) : (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .wrong */ .Qm)('is more than any volume holds');
};
const parseShare = text => {
    const found = /^(\d{1,3}(?:\.\d{1,15})?)%$/.exec(text);
    const share = Number(found?.[1]) / 100;
    return share <= 1 ? (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)(share) : (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .wrong */ .Qm)('is not a percentage: write 0% to 100%, such as 50% or 99.5%');
};
const secondMs = 1000;
const waitUnits = { s: secondMs, m: 60 * secondMs, h: 3600 * secondMs };
const longestWaitMs = 5 * 24 * 3600 * secondMs;
const parseWaitMs = text => {
    const found = /^(\d{1,9})([smh])$/.exec(text);
    const ms = Number(found?.[1]) * (waitUnits[found?.[2] ?? ''] ?? Number.NaN);
    return ms <= longestWaitMs
        ? (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)(ms)
        : (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .wrong */ .Qm)('is not a time to wait: write seconds, minutes or hours up to 120h, such as 30s, 10m or 2h');
};
const ageUnits = {
    h: { months: 0, hours: 1 },
    d: { months: 0, hours: 24 },
    w: { months: 0, hours: 7 * 24 },
    m: { months: 1, hours: 0 },
    y: { months: 12, hours: 0 }
};
const parseAge = text => {
    const found = /^([1-9]\d{0,5})([hdwmy])$/.exec(text);
    const unit = ageUnits[found?.[2] ?? ''];
    const count = Number(found?.[1]);
    return unit === undefined
        ? (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .wrong */ .Qm)('is not an age: write hours, days, weeks, months or years, such as 36h, 14d, 8w, 6m or 1y')
        : (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .parsed */ .Yz)({ months: unit.months * count, hours: unit.hours * count });
};


/***/ }),

/***/ 178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean),
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
function didYouMean(text, words) {
    const word = nearest(text, words);
    return word === undefined ? '' : `; did you mean "${word}"?`;
}
function nearest(text, words) {
    const written = plain(text);
    const slips = Math.min(2, Math.floor(written.length / 3));
    const near = words.map(word => ({ word, distance: distance(written, plain(word), slips) }));
    return near.filter(({ distance }) => distance <= slips).sort((a, b) => a.distance - b.distance)[0]?.word;
}
const plain = (text) => text.trim().toLowerCase().replaceAll('_', '-');
function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most)
        return most + 1;
    const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
    const at = (row, column) => rows[row]?.[column] ?? Infinity;
    for (let row = 1; row <= a.length; row++) {
        const cells = [row];
        rows.push(cells);
        for (let column = 1; column <= b.length; column++) {
            const isSame = a[row - 1] === b[column - 1];
            const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
            cells.push(Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (isSame ? 0 : 1), isSwap ? at(row - 2, column - 2) + 1 : Infinity));
        }
    }
    return at(a.length, b.length);
}


/***/ }),

/***/ 275:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  f8: () => (/* binding */ integerBetween),
  yL: () => (/* binding */ oneOf),
  yG: () => (/* binding */ parseBoolean),
  ED: () => (/* binding */ parseTag),
  Yz: () => (/* binding */ parsed),
  uz: () => (/* binding */ splitLines),
  ao: () => (/* binding */ wordOr),
  Qm: () => (/* binding */ wrong)
});

;// CONCATENATED MODULE: ./lib/core/tag.js
const isTag = (text) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text);

// EXTERNAL MODULE: ./lib/inputs/did-you-mean.js
var did_you_mean = __nccwpck_require__(178);
;// CONCATENATED MODULE: ./lib/inputs/fields.js


const parsed = (value) => ({ ok: true, value });
const wrong = (why) => ({ ok: false, why });
const parseBoolean = text => text === 'true' || text === 'false'
    ? parsed(text === 'true')
    : wrong(`is neither true nor false${(0,did_you_mean/* didYouMean */.a)(text, ['true', 'false'])}`);
const oneOf = (words) => text => {
    const word = words.find(each => each === text);
    return word === undefined
        ? wrong(`is not allowed: use one of ${words.join(', ')}${(0,did_you_mean/* didYouMean */.a)(text, words)}`)
        : parsed(word);
};
const integerBetween = (least, most) => text => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? parsed(number) : wrong(`is not a whole number from ${least} to ${most}`);
};
const wordOr = (word, parse) => text => {
    if (text === word)
        return parsed(word);
    const other = parse(text);
    return other.ok ? other : wrong(`${other.why}, nor the word ${word}`);
};
const parseTag = text => isTag(text)
    ? parsed(text)
    : wrong('is not a tag: write one per line, up to 64 letters, digits, ".", "_" or "-", starting with a letter or digit');
const splitLines = (text) => text
    .split('\n')
    .map(line => line.replace(/\r$/, ''))
    .filter(line => line.trim() !== '');


/***/ }),

/***/ 857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ runAction)
});

// NAMESPACE OBJECT: ./lib/node_modules/@actions/core/lib/platform.js
var platform_namespaceObject = {};
__nccwpck_require__.r(platform_namespaceObject);
__nccwpck_require__.d(platform_namespaceObject, {
  arch: () => (arch),
  getDetails: () => (getDetails),
  isLinux: () => (isLinux),
  isMacOS: () => (isMacOS),
  isWindows: () => (isWindows),
  platform: () => (platform)
});

// NAMESPACE OBJECT: ./lib/node_modules/@actions/core/lib/core.js
var core_namespaceObject = {};
__nccwpck_require__.r(core_namespaceObject);
__nccwpck_require__.d(core_namespaceObject, {
  ExitCode: () => (ExitCode),
  addPath: () => (addPath),
  debug: () => (debug),
  endGroup: () => (endGroup),
  error: () => (error),
  exportVariable: () => (exportVariable),
  getBooleanInput: () => (getBooleanInput),
  getIDToken: () => (getIDToken),
  getInput: () => (getInput),
  getMultilineInput: () => (getMultilineInput),
  getState: () => (getState),
  group: () => (group),
  info: () => (info),
  isDebug: () => (isDebug),
  markdownSummary: () => (markdownSummary),
  notice: () => (notice),
  platform: () => (platform_namespaceObject),
  saveState: () => (saveState),
  setCommandEcho: () => (setCommandEcho),
  setFailed: () => (setFailed),
  setOutput: () => (setOutput),
  setSecret: () => (setSecret),
  startGroup: () => (startGroup),
  summary: () => (summary),
  toPlatformPath: () => (toPlatformPath),
  toPosixPath: () => (toPosixPath),
  toWin32Path: () => (toWin32Path),
  warning: () => (warning)
});

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: ./lib/node_modules/@actions/http-client/index.js
const refuse = () => { throw new Error('This bundle has no HTTP client, so it asks for no OIDC token.') }
class HttpClient { constructor() { refuse() } }
class BearerCredentialHandler { constructor() { refuse() } }

;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/oidc-utils.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return __awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return __awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = _summary;
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, external_path_namespaceObject.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
;// CONCATENATED MODULE: external "events"
const external_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
;// CONCATENATED MODULE: external "assert"
const external_assert_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_namespaceObject.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_namespaceObject.constants.O_RDONLY;
function exists(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return io_util_awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_namespaceObject.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_namespaceObject.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new external_string_decoder_namespaceObject.StringDecoder('utf8');
        const stderrDecoder = new external_string_decoder_namespaceObject.StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${external_path_namespaceObject.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
// EXTERNAL MODULE: ./lib/core/display.js
var display = __nccwpck_require__(289);
;// CONCATENATED MODULE: ./lib/core/progress.js
const bytesOfAFile = 32 * 1024;
const workOf = ({ files, bytes }) => bytes + files * bytesOfAFile;
function timeLeftMs({ totalFiles, totalBytes, files, bytes }, lately, elapsedMs) {
    const pace = workOf(lately);
    if (pace <= 0 || (totalFiles === undefined && totalBytes === undefined))
        return 0;
    const rest = { files: (totalFiles ?? files) - files, bytes: (totalBytes ?? bytes) - bytes };
    return (Math.max(0, workOf(rest)) / pace) * elapsedMs;
}

// EXTERNAL MODULE: ./lib/core/units.js
var units = __nccwpck_require__(564);
;// CONCATENATED MODULE: ./lib/core/report/progress.js


const shortestForRateMs = 1000;
function progressLine(now, elapsedMs, before) {
    const files = now.files - (before?.files ?? 0);
    const bytes = now.bytes - (before?.bytes ?? 0);
    const rated = elapsedMs >= shortestForRateMs;
    const left = rated ? timeLeftMs(now, { files, bytes }, elapsedMs) : 0;
    const isOfFiles = now.totalFiles !== 0;
    const isOfBytes = now.bytes > 0 || (now.totalBytes ?? 0) > 0;
    return [
        isOfFiles ? `${now.doing} ${filesOf(now)}` : `${now.doing}: ${bytesOf(now)}`,
        ...(isOfFiles && isOfBytes ? [bytesOf(now)] : []),
        ...(rated && bytes > 0 ? [(0,units/* formatRate */.CE)(bytes, elapsedMs)] : []),
        ...(rated && bytes <= 0 && files > 0 ? [(0,units/* countOf */.pq)(Math.round((files * 1000) / elapsedMs), 'file/s', 'files/s')] : []),
        ...(left > 0 ? [`about ${roughly(left)} left`] : [])
    ].join(', ');
}
const filesOf = ({ files, totalFiles }) => totalFiles === undefined
    ? (0,units/* countOf */.pq)(files, 'file', 'files')
    : `${(0,units/* formatCount */.B4)(files)} of ${(0,units/* countOf */.pq)(totalFiles, 'file', 'files')}`;
const bytesOf = ({ bytes, totalBytes }) => totalBytes === undefined ? (0,units/* formatBytes */.z3)(bytes) : `${(0,units/* formatBytes */.z3)(bytes)} of ${(0,units/* formatBytes */.z3)(totalBytes)}`;
const roughly = (ms) => (0,units/* formatDuration */.a3)(Math.ceil(ms / 1000) * 1000).replace('.0 s', ' s');

;// CONCATENATED MODULE: ./lib/adapters/actions-reporter.js



const annotationLimit = 10;
const annotationLength = 4096;
const shortened = (text) => text.length <= annotationLength ? text : `${text.slice(0, annotationLength - 1)}…`;
const progressEveryMs = 10_000;
function actionsReporter(log, clock) {
    const pace = progressPace(clock);
    const held = [];
    let annotated = 0;
    let depth = 0;
    const info = (text) => {
        log.info((0,display/* safeLogLine */.AL)(text));
    };
    const annotate = (text) => {
        annotated += 1;
        log.warning(shortened(text));
    };
    return {
        info,
        async phase(title, work) {
            const startedMs = clock.monotonicMs();
            const took = () => (0,units/* formatDuration */.a3)(clock.monotonicMs() - startedMs);
            const outermost = depth === 0;
            depth += 1;
            pace.start();
            if (outermost)
                log.startGroup((0,display/* safeLogLine */.AL)(title));
            else
                info(title);
            let outcome = 'failed after';
            try {
                const result = await work();
                outcome = 'took';
                return result;
            }
            finally {
                depth -= 1;
                if (outermost)
                    log.endGroup();
                info(`${title} ${outcome} ${took()}`);
            }
        },
        notice(text) {
            log.notice(shortened((0,display/* safeLogLine */.AL)(text)));
        },
        warning(text) {
            const line = (0,display/* safeLogLine */.AL)(text);
            if (annotated === annotationLimit - 1) {
                held.push(line);
                info(`Warning: ${line}`);
                return;
            }
            annotate(line);
            if (line.length > annotationLength)
                info(line);
        },
        progress(progress) {
            const line = pace.next(progress);
            if (line !== undefined)
                info(line);
        },
        finish() {
            const [only = '', ...others] = held.splice(0);
            if (others.length > 0)
                annotate(`${(0,units/* formatCount */.B4)(others.length + 1)} more warnings are in the log of this step.`);
            else if (only !== '')
                annotate(only);
        }
    };
}
function progressPace(clock) {
    let shownMs = clock.monotonicMs();
    let begun;
    return {
        start() {
            shownMs = clock.monotonicMs();
            begun = undefined;
        },
        next(progress) {
            const nowMs = clock.monotonicMs();
            if (begun?.progress.doing !== progress.doing)
                begun = { atMs: nowMs, progress };
            if (nowMs - shownMs < progressEveryMs)
                return undefined;
            shownMs = nowMs;
            return progressLine(progress, nowMs - begun.atMs, begun.progress);
        }
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: ./lib/core/failure.js
var failure = __nccwpck_require__(165);
// EXTERNAL MODULE: ./lib/adapters/own-file.js
var own_file = __nccwpck_require__(443);
;// CONCATENATED MODULE: ./lib/adapters/step-files.js




async function handOver({ json, outputs, summary }, files) {
    const attempt = async (work, otherwise, lost) => {
        try {
            return await work();
        }
        catch (error) {
            files.warn(`${lost}: ${(0,failure/* messageOf */.bD)(error)}`);
            return otherwise;
        }
    };
    const inTemp = `The JSON report could not be written to the runner's temporary directory, and the output "report" is empty`;
    writeOutputs(files.setOutput, outputs(await attempt(() => writeReport(files.tempDir, json), '', inTemp)));
    if (summary === undefined)
        return;
    const inSummary = 'The step summary could not be written; the outputs and the log have the outcome';
    await attempt(() => appendSummary(files.summaryFile, summary), false, inSummary);
}
function writeOutputs(setOutput, outputs) {
    for (const [name, value] of Object.entries(outputs))
        setOutput(name, value);
}
async function appendSummary(summaryFile, markdown) {
    if (summaryFile === undefined || summaryFile === '')
        return false;
    await (0,promises_.appendFile)(summaryFile, markdown);
    return true;
}
async function writeReport(tempDir, json) {
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(tempDir, 'snapshot-report-'));
    const file = (0,external_node_path_.join)(directory, 'report.json');
    await (0,promises_.writeFile)(file, json, { mode: 0o600, flag: 'wx' });
    return file;
}
const mostNamedBytes = 32 * 1024 * 1024;
function readText(file) {
    if (file === undefined || file === '')
        return undefined;
    try {
        return (0,own_file/* readNamedFile */.wh)(file, mostNamedBytes);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./lib/adapters/system-clock.js + 1 modules
var system_clock = __nccwpck_require__(616);
// EXTERNAL MODULE: ./lib/core/ending.js
var ending = __nccwpck_require__(144);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
// EXTERNAL MODULE: ./lib/adapters/process.js
var adapters_process = __nccwpck_require__(489);
;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./lib/core/network-filesystem.js
const networks = /^(?:nfs4?|cifs|smb3|smbfs|9p|ceph|glusterfs|lustre|gpfs|beegfs|afs|fuse\.(?:sshfs|glusterfs|ceph-fuse|s3fs|rclone|davfs2?))$/;
const isNetworkFilesystem = (name) => networks.test(name);

// EXTERNAL MODULE: ./lib/core/quoted-value.js
var quoted_value = __nccwpck_require__(379);
// EXTERNAL MODULE: ./lib/adapters/volume/mounts.js
var mounts = __nccwpck_require__(385);
;// CONCATENATED MODULE: ./lib/adapters/silence-watch.js





const silenceVariable = 'SNAPSHOT_VOLUME_TIMEOUT';
const defaultSilenceMs = 600_000;
function watchSilence(script, volume, limitMs, isWorkflow) {
    if (limitMs === 0 || !(0,mounts/* readMounts */.bq)().some(({ filesystem }) => isNetworkFilesystem(filesystem)))
        return;
    const message = `The volume ${(0,quoted_value/* quoteValue */.c)(volume)} has not answered for ${(0,units/* formatDuration */.a3)(limitMs)}, so the run was ended. ` +
        'What was published before is not touched, and what was begun is cleared by the next run. Check the server and the ' +
        `network; ${silenceVariable} in the runner's environment sets how long is waited.`;
    const watch = {
        watched: volume,
        limitMs,
        lastWords: isWorkflow ? `\n::error::${message.replaceAll('%', '%25')}\n` : `\nerror: ${message}\n`,
        output: isWorkflow ? 1 : 2
    };
    new external_node_worker_threads_namespaceObject.Worker(script, { workerData: watch }).unref();
}

// EXTERNAL MODULE: ./lib/adapters/engine.js + 1 modules
var engine = __nccwpck_require__(62);
;// CONCATENATED MODULE: ./lib/adapters/workers/pool.js




const most = 8;
const autoJobs = () => Math.min(Math.max((0,external_node_os_.availableParallelism)(), 2), most);
class WorkerPool {
    #jobs;
    #script;
    #stop;
    #idle = [];
    #all = new Set();
    #queue = [];
    #running = new Map();
    #nextId = 0;
    #isClosed = false;
    constructor(script, jobs, stop) {
        (0,engine/* setEngine */.Z)();
        this.#script = script;
        this.#jobs = jobs;
        this.#stop = stop;
        stop.addEventListener('abort', () => {
            this.#fail((0,failure/* cancelled */.KW)());
        });
    }
    get jobs() {
        return this.#jobs;
    }
    resize(jobs) {
        this.#jobs = jobs;
        this.#assign();
    }
    start() {
        while (!this.#isClosed && this.#all.size < this.#jobs)
            this.#idle.push(this.#start());
    }
    run(task) {
        return new Promise((resolve, reject) => {
            if (this.#stop.aborted) {
                reject((0,failure/* cancelled */.KW)());
                return;
            }
            if (this.#isClosed) {
                reject(new Error('the threads were closed'));
                return;
            }
            this.#queue.push({ task, resolve, reject });
            this.#assign();
        });
    }
    async close() {
        this.#isClosed = true;
        this.#queue.length = 0;
        await Promise.all([...this.#all].map(worker => worker.terminate()));
        this.#all.clear();
        this.#idle.length = 0;
    }
    #assign() {
        while (!this.#isClosed && this.#queue.length > 0 && this.#running.size < this.#jobs) {
            const worker = this.#idle.pop() ?? this.#start();
            const next = this.#queue.shift();
            if (next === undefined)
                return;
            const id = this.#nextId++;
            this.#running.set(id, next);
            worker.postMessage({ id, task: next.task });
        }
    }
    #start() {
        const worker = new external_node_worker_threads_namespaceObject.Worker(this.#script);
        this.#all.add(worker);
        worker.on('message', (reply) => {
            const waiting = this.#running.get(reply.id);
            this.#running.delete(reply.id);
            this.#idle.push(worker);
            if ('error' in reply)
                waiting?.reject(Object.assign(new Error(reply.error.message), reply.error));
            else
                waiting?.resolve(reply.result);
            this.#assign();
        });
        worker.on('error', error => {
            this.#fail(error instanceof Error ? error : new Error(String(error)));
        });
        return worker;
    }
    #fail(error) {
        for (const waiting of [...this.#running.values(), ...this.#queue])
            waiting.reject(error);
        this.#running.clear();
        this.#queue.length = 0;
        void this.close();
    }
}

// EXTERNAL MODULE: ./lib/inputs/amounts.js
var amounts = __nccwpck_require__(488);
;// CONCATENATED MODULE: ./lib/inputs/trust.js
function distrust(env, event) {
    if (env.ACTIONS_CACHE_MODE?.trim().toLowerCase() === 'read') {
        return 'the run may only read caches (ACTIONS_CACHE_MODE=read), as runs of low trust do';
    }
    switch (env.GITHUB_EVENT_NAME) {
        case 'pull_request_target':
            return 'pull_request_target runs with full rights for anyone who opens a pull request';
        case 'pull_request':
        case 'pull_request_review':
        case 'pull_request_review_comment':
            return strangers(env, event, ['pull_request', 'head', 'repo'], ['pull_request', 'base', 'repo'], 'the pull request');
        case 'workflow_run':
            if (textAt(event, ['workflow_run', 'event']) === 'pull_request_target') {
                return 'the run that started this one was a pull_request_target, which anyone can cause';
            }
            return strangers(env, event, ['workflow_run', 'head_repository'], ['repository'], 'the run that started this one');
        default:
            return undefined;
    }
}
function strangers(env, event, head, base, what) {
    const [from, to] = [repositoryAt(event, head), repositoryAt(event, base)];
    if (to === undefined)
        return `the event file does not tell which repository ${what} came from`;
    if (from === undefined)
        return `${what} came from a repository that no longer exists`;
    const own = env.GITHUB_REPOSITORY ?? '';
    if (own !== '' && !isSame(own, to))
        return `the event file is that of another repository, ${to}`;
    return isSame(from, to) ? undefined : `${what} came from another repository, ${from}`;
}
const isSame = (one, other) => one.toLowerCase() === other.toLowerCase();
function repositoryAt(event, path) {
    return textAt(event, [...path, 'full_name']);
}
function textAt(value, path) {
    const end = path.reduce((at, key) => typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? at[key] : undefined, value);
    return typeof end === 'string' && end !== '' ? end : undefined;
}

;// CONCATENATED MODULE: ./lib/inputs/github-context.js


function parseEvent(text) {
    try {
        const event = JSON.parse(text ?? '');
        return typeof event === 'object' && event !== null ? event : undefined;
    }
    catch {
        return undefined;
    }
}
function readRunContext(env, event, around) {
    const untrusted = distrust(env, event);
    return {
        run: runInfo(env),
        workspace: external_node_path_.posix.resolve(around.cwd, env.GITHUB_WORKSPACE ?? ''),
        tempDir: external_node_path_.posix.resolve(around.cwd, around.tempDir, env.RUNNER_TEMP ?? ''),
        ...(untrusted === undefined ? {} : { untrusted }),
        defaults: runDefaults(env, event)
    };
}
function runDefaults(env, event) {
    return present({
        repository: env.GITHUB_REPOSITORY,
        job: env.GITHUB_JOB,
        refName: env.GITHUB_REF_NAME,
        defaultBranch: textAt(event, ['repository', 'default_branch'])
    });
}
function runInfo(env) {
    return present({
        repository: env.GITHUB_REPOSITORY,
        ref: env.GITHUB_REF,
        commit: env.GITHUB_SHA,
        workflow: env.GITHUB_WORKFLOW,
        job: env.GITHUB_JOB,
        event: env.GITHUB_EVENT_NAME,
        actor: env.GITHUB_ACTOR,
        runId: env.GITHUB_RUN_ID,
        runAttempt: env.GITHUB_RUN_ATTEMPT,
        runner: env.RUNNER_NAME,
        url: runUrl(env)
    });
}
function runUrl(env) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
    const attempt = env.GITHUB_RUN_ATTEMPT;
    if (!server || !repository || !run)
        return undefined;
    return `${server}/${repository}/actions/runs/${run}${attempt ? `/attempts/${attempt}` : ''}`;
}
function present(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}

;// CONCATENATED MODULE: ./lib/world.js











async function withWorld(env, reporter, stop, work) {
    const closes = [];
    try {
        watchVolume(env);
        const event = parseEvent(readText(env.GITHUB_EVENT_PATH));
        return await work({
            env,
            context: readRunContext(env, event, { cwd: process.cwd(), tempDir: (0,external_node_os_.tmpdir)() }),
            processes: (0,adapters_process/* realProcesses */.u7)(env, stop),
            reporter,
            startPool: jobs => {
                const pool = new WorkerPool(workerScript(), jobs ?? autoJobs(), stop);
                closes.push(() => pool.close());
                return pool;
            },
            atEnd: close => {
                closes.push(close);
            }
        });
    }
    finally {
        await Promise.all(closes.map(close => close()));
    }
}
function watchVolume(env) {
    const named = env.INPUT_VOLUME ?? '';
    const volume = named === '' ? (env.SNAPSHOT_VOLUME ?? '') : named;
    const limit = env[silenceVariable] ?? '';
    const parsed = limit === '' ? { ok: true, value: defaultSilenceMs } : (0,amounts/* parseWaitMs */.hE)(limit);
    if (!parsed.ok)
        throw new failure/* InputFailure */.RP([`${silenceVariable}: ${(0,quoted_value/* quoteValue */.c)(limit)} ${parsed.why}`]);
    if ((0,external_node_path_.isAbsolute)(volume))
        watchSilence(workerScript(), volume, parsed.value, env.GITHUB_ACTIONS === 'true');
}
function stopOnSignals() {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => {
            stop.abort();
        });
    }
    return stop.signal;
}
const cancelledStatus = 130;
function workerScript() {
    const bundled = (0,external_node_path_.join)(import.meta.dirname, '..', 'worker', 'index.js');
    return (0,external_node_fs_.existsSync)(bundled) ? bundled : (0,external_node_path_.join)(import.meta.dirname, 'worker.ts');
}

;// CONCATENATED MODULE: ./lib/run-action.js







async function runAction(action) {
    const { env } = process;
    const stop = stopOnSignals();
    const reporter = actionsReporter(core_namespaceObject, system_clock/* systemClock */.m);
    try {
        await withWorld(env, reporter, stop, async (world) => {
            const told = await action(world);
            for (const line of told.log)
                reporter.info(line);
            await handOver(told, {
                tempDir: world.context.tempDir,
                summaryFile: env.GITHUB_STEP_SUMMARY,
                setOutput: setOutput,
                warn: reporter.warning
            });
            if (told.failure !== undefined)
                throw told.failure;
        });
    }
    catch (error) {
        end(error, stop.aborted);
    }
    finally {
        reporter.finish();
    }
}
function end(thrown, isCancelled) {
    const { message, more } = (0,ending/* endingOf */.z)(thrown);
    setFailed(message.split('\n').map(display/* safeLogLine */.AL).join('\n'));
    for (const line of more)
        info((0,display/* safeLogLine */.AL)(line));
    if (isCancelled)
        process.exitCode = cancelledStatus;
}


/***/ }),

/***/ 907:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _run_action_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(857);
/* harmony import */ var _wiring_snapshot_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(910);


await (0,_run_action_js__WEBPACK_IMPORTED_MODULE_0__/* .runAction */ .C)(_wiring_snapshot_js__WEBPACK_IMPORTED_MODULE_1__/* .snapshotWith */ .b);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  b: () => (/* binding */ snapshotWith)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __nccwpck_require__(573);
// EXTERNAL MODULE: ./lib/core/failure.js
var core_failure = __nccwpck_require__(165);
// EXTERNAL MODULE: ./lib/core/quoted-value.js
var quoted_value = __nccwpck_require__(379);
;// CONCATENATED MODULE: ./lib/core/json-fields.js



function parseJsonFields(text, mostBytes, damage) {
    const bytes = external_node_buffer_.Buffer.byteLength(text);
    if (bytes > mostBytes)
        throw damage(`it has ${bytes} bytes, more than the ${mostBytes} it can have`);
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        throw damage(`it is no JSON: ${(0,quoted_value/* quoteValue */.c)((0,core_failure/* messageOf */.bD)(error))}`);
    }
    return new JsonFields(value, '', damage);
}
class JsonFields {
    #object;
    #prefix;
    #damage;
    constructor(value, prefix, damage) {
        if (typeof value !== 'object' || value === null || Array.isArray(value))
            throw damage(`${prefix === '' ? 'it' : prefix.slice(0, -1)} is ${describe(value)}; expected an object`);
        this.#object = value;
        this.#prefix = prefix;
        this.#damage = damage;
    }
    format(known) {
        const format = this.count('format');
        if (format > known)
            throw this.#damage(`it has format ${format}, written by a newer version; this one knows format ${known}: update the action`);
        if (format !== known)
            throw this.#wrong('format', String(known));
        return known;
    }
    has(key) {
        return Object.hasOwn(this.#object, key);
    }
    text(key, rule) {
        const value = this.#get(key);
        if (typeof value !== 'string')
            throw this.#wrong(key, rule?.expected ?? 'text');
        if (rule !== undefined && !rule.allows(value))
            throw this.#wrong(key, rule.expected);
        return value;
    }
    oneOf(key, allowed) {
        const value = this.#get(key);
        const found = allowed.find(one => one === value);
        if (found === undefined)
            throw this.#wrong(key, allowed.map(one => JSON.stringify(one)).join(' or '));
        return found;
    }
    count(key) {
        const value = this.#get(key);
        if (!Number.isSafeInteger(value) || Number(value) < 0)
            throw this.#wrong(key, 'a whole number from 0 to 2^53');
        return Number(value);
    }
    amount(key) {
        const value = this.#get(key);
        if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
            throw this.#wrong(key, 'a number from 0');
        return value;
    }
    flag(key) {
        const value = this.#get(key);
        if (typeof value !== 'boolean')
            throw this.#wrong(key, 'true or false');
        return value;
    }
    object(key) {
        return new JsonFields(this.#get(key), `${this.#prefix}${key}.`, this.#damage);
    }
    list(key, read) {
        const value = this.#get(key);
        if (!Array.isArray(value))
            throw this.#wrong(key, 'a list');
        const items = new JsonFields(Object.fromEntries(value.entries()), `${this.#prefix}${key}.`, this.#damage);
        return value.map((_, index) => read(items, String(index)));
    }
    #get(key) {
        return this.has(key) ? this.#object[key] : undefined;
    }
    #wrong(key, expected) {
        return this.#damage(`${this.#prefix}${key} is ${describe(this.#get(key))}; expected ${expected}`);
    }
}
function describe(value) {
    if (value === undefined)
        return 'missing';
    if (typeof value === 'string')
        return (0,quoted_value/* quoteValue */.c)(value);
    if (Array.isArray(value))
        return 'a list';
    return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}
const utcMoment = {
    allows: text => {
        if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/.test(text))
            return false;
        const moment = new Date(text);
        return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 19) === text.slice(0, 19);
    },
    expected: 'a UTC moment such as "2026-11-20T08:49:01Z"'
};
const nonEmpty = { allows: text => text !== '', expected: 'a text that is not empty' };

;// CONCATENATED MODULE: ./lib/core/shell-word.js
const shellWord = (text) => `'${text.replaceAll("'", "'\\''")}'`;

;// CONCATENATED MODULE: ./lib/core/volume-address.js
const isRemote = (text) => /^[^/]+:/.test(text);
const userForm = /^[A-Za-z0-9_][A-Za-z0-9._+-]*\$?$/;
const hostForm = /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/;
const ipv6Form = /^[0-9A-Fa-f:]+(?:\.[0-9.]+)?(?:%[A-Za-z0-9._-]+)?$/;
function readSshAddress(text) {
    const url = /^ssh:\/\/(?:([^@/]*)@)?(\[[^\]/]*\]|[^:/@]*)(?::([^/]*))?(\/.*)?$/s.exec(text);
    if (url !== null)
        return checked(url[1], url[2] ?? '', url[3], url[4] ?? '');
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1];
    if (scheme !== undefined) {
        return wrong(scheme.toLowerCase() === 'ssh'
            ? 'is no address of a volume over ssh: write ssh://user@host/path, or ssh://user@host:port/path'
            : `is on another machine by ${scheme}://, which is not spoken here: write ssh://user@host/path, or mount it on this machine and give the path of the mount`);
    }
    const short = /^(?:([^@/]*)@)?(\[[^\]/]*\]|[^:/@]*):(.*)$/s.exec(text);
    if (short === null)
        return wrong('is no address of a volume over ssh: write user@host:/path');
    const [, user, host = '', path = ''] = short;
    if (path.startsWith(':')) {
        return wrong('is a module of an rsync daemon, which is not spoken here: write user@host:/path for a volume over ssh');
    }
    return checked(user, host, undefined, path);
}
function checked(user, host, port, path) {
    if (user !== undefined && !userForm.test(user))
        return wrong(user.includes(':')
            ? 'has a password in it, which ssh does not take, and everybody who sees the address would read: use a key, "ssh-key"'
            : 'has a user that is no name of one: letters, digits, ".", "_", "+" and "-"');
    const isBracketed = host.startsWith('[');
    const name = isBracketed ? host.slice(1, -1) : host;
    if (!(isBracketed ? ipv6Form : hostForm).test(name))
        return wrong('has a host that is no name or address of one; an IPv6 address stands in brackets');
    const number = port === undefined ? undefined : Number(port);
    if (number !== undefined && (!/^\d{1,5}$/.test(port ?? '') || number < 1 || number > 65_535))
        return wrong('has a port that is not a whole number from 1 to 65535');
    if (!path.startsWith('/')) {
        return wrong('does not say an absolute path on that machine: write user@host:/path; what is relative would be found from the home directory of the account');
    }
    const whole = path.replace(/\/+/g, '/').replace(/\/$/, '');
    if (whole === '')
        return wrong('is that whole machine: write the directory that is the volume');
    if (whole.split('/').some(part => part === '.' || part === '..'))
        return wrong('has a "." or ".." in its path: write where the volume really is');
    if (/[\0\n\r]/.test(whole))
        return wrong('has a control character in its path');
    return {
        ok: true,
        address: {
            kind: 'ssh',
            ...(user === undefined ? {} : { user }),
            host: name,
            ...(number === undefined ? {} : { port: number }),
            path: whole
        }
    };
}
const wrong = (why) => ({ ok: false, why });
function addressOf(volume) {
    if (!isRemote(volume))
        return { kind: 'local', path: volume };
    const read = readSshAddress(volume);
    if (!read.ok)
        throw new Error(`${volume} ${read.why}`);
    return read.address;
}
const hostText = ({ user, host, port }) => `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : ` (port ${port})`}`;
const sshCall = ({ user, host, port }, option) => `ssh ${option === undefined ? '' : `${option} `}${port === undefined ? '' : `-p ${port} `}${user === undefined ? '' : `${user}@`}${host}`;

;// CONCATENATED MODULE: ./lib/core/marker.js



const markerName = '.snapshot-volume.json';
const markerFormat = 1;
const mostMarkerBytes = 65_536;
class MarkerDamage extends Error {
    name = 'MarkerDamage';
    constructor(problem) {
        super(`the marker ${markerName} is damaged: ${problem}`);
    }
}
function encodeMarker(marker) {
    const text = `${JSON.stringify(marker)}\n`;
    decodeMarker(text);
    return text;
}
function decodeMarker(text) {
    const fields = parseJsonFields(text, mostMarkerBytes, problem => new MarkerDamage(problem));
    return {
        format: fields.format(markerFormat),
        ...(fields.has('created') && { created: fields.text('created', utcMoment) }),
        ...(fields.has('program') && { program: fields.text('program', nonEmpty) })
    };
}
function markByHand(volume) {
    const read = isRemote(volume) ? readSshAddress(volume) : undefined;
    if (read?.ok !== true)
        return markAt(volume);
    const { user, host, port, path } = read.address;
    const to = user === undefined ? host : `${user}@${host}`;
    return ['ssh', ...(port === undefined ? [] : ['-p', String(port)]), '--', to, shellWord(markAt(path))].join(' ');
}
function markAt(volumePath) {
    const path = volumePath.endsWith('/') ? `${volumePath}${markerName}` : `${volumePath}/${markerName}`;
    return `printf '{"format":${markerFormat}}\\n' > ${shellWord(path)}`;
}

;// CONCATENATED MODULE: ./lib/core/rsync-dangers.js
const dangers = [
    {
        options: ['--inplace', '--append', '--append-verify', '--write-devices'],
        why: 'it writes into files in place, and a file may be shared with every earlier snapshot'
    },
    {
        options: [
            '--del',
            '--delete',
            '--delete-before',
            '--delete-during',
            '--delete-delay',
            '--delete-after',
            '--delete-excluded',
            '--delete-missing-args',
            '--force',
            '--ignore-errors',
            '--max-delete'
        ],
        why: 'it is about deleting from the destination, and a snapshot always starts empty'
    },
    { options: ['--remove-source-files', '--remove-sent-files'], why: 'it deletes the files that were to be backed up' },
    {
        options: ['-e', '--rsh', '--rsync-path', '-M', '--remote-option', '--copy-as', '--password-file', '--early-input'],
        why: 'it runs or reads something of its own choice, on this machine or a remote one'
    },
    {
        options: ['--old-args', '--old-dirs', '--old-d', '--no-secluded-args', '--no-s', '--trust-sender', '--blocking-io'],
        why: 'it turns off what protects file names or checks the other side'
    },
    {
        options: ['--insecure-links', '--confine-root', '--keep-dirlinks', '-K'],
        why: 'it follows symlinks in the destination, which may lead out of the snapshot'
    },
    {
        options: ['-L', '--copy-links', '--copy-unsafe-links', '-k', '--copy-dirlinks', '--copy-devices'],
        why: 'it stores what a link or device points to instead of the link, so that the snapshot is not what was listed'
    },
    {
        options: ['--safe-links', '--munge-links', '--no-links', '--no-l'],
        why: 'it leaves out or rewrites symlinks, so that the snapshot is not what was listed'
    },
    {
        options: ['-f', '--filter', '-F', '--exclude-from', '--include-from'],
        why: 'filter rules belong in the input filter-file, where the list of files is made from them too'
    },
    { options: ['--exclude', '--include'], why: 'patterns belong in the inputs exclude and include' },
    {
        options: ['--files-from', '-0', '--from0', '-R', '--relative', '-d', '--dirs', '-r', '--recursive', '--mkpath'],
        why: 'the list of files is made from the inputs path and root'
    },
    { options: ['-x', '--one-file-system'], why: 'this is the input one-file-system' },
    {
        options: ['--link-dest', '--copy-dest', '--compare-dest', '-y', '--fuzzy'],
        why: 'what to link against is chosen from the series; further ones are named by the input link-from'
    },
    {
        options: ['-b', '--backup', '--backup-dir', '--suffix'],
        why: 'it adds files to the destination that are not in the source'
    },
    {
        options: ['-P', '--partial', '--partial-dir', '--delay-updates', '-T', '--temp-dir'],
        why: 'it leaves or puts unfinished files where they could be taken for stored ones'
    },
    {
        options: ['--log-file', '--log-file-format', '--write-batch', '--only-write-batch', '--read-batch'],
        why: 'it reads or writes a file outside the snapshot'
    },
    {
        options: [
            '--chmod',
            '--chown',
            '--usermap',
            '--groupmap',
            '--numeric-ids',
            '--fake-super',
            '--super',
            '--executability',
            '-E'
        ],
        why: 'it changes modes or owners, so that the snapshot is not what was listed'
    },
    { options: ['--iconv'], why: 'it changes file names, which are kept byte for byte' },
    {
        options: ['-u', '--update', '--existing', '--ignore-existing', '--ignore-non-existing', '--ignore-missing-args'],
        why: 'it skips files that belong in the snapshot'
    },
    {
        options: ['-c', '--checksum', '-I', '--ignore-times', '--size-only', '--modify-window', '-@'],
        why: 'how files are compared is the input compare'
    },
    { options: ['-n', '--dry-run', '--list-only'], why: 'this is the input dry-run' },
    {
        options: ['-a', '--archive', '-l', '--links', '-p', '--perms', '-t', '--times', '-g', '--group', '-o', '--owner'],
        why: 'what is kept of each file is settled, and the same for all snapshots'
    },
    {
        options: ['-A', '--acls', '-X', '--xattrs', '-H', '--hard-links', '-U', '--atimes', '-N', '--crtimes', '-D'],
        why: 'what is kept of each file is settled, and the same for all snapshots'
    },
    {
        options: ['-O', '--omit-dir-times', '-J', '--omit-link-times', '--no-times', '--no-t', '--no-perms', '--no-p'],
        why: 'what is kept of each file is settled, and the same for all snapshots'
    },
    {
        options: [
            '-v',
            '--verbose',
            '-q',
            '--quiet',
            '-h',
            '--human-readable',
            '-i',
            '--itemize-changes',
            '-8',
            '--8-bit-output',
            '--progress',
            '--stats',
            '--info',
            '--debug',
            '--out-format',
            '--stderr',
            '--outbuf'
        ],
        why: 'it changes the output of rsync, which is read by this program'
    },
    { options: ['--stop-after', '--stop-at', '--time-limit'], why: 'it ends rsync before everything is stored' }
];
const whyByOption = new Map(dangers.flatMap(({ options, why }) => options.map(option => [option, why])));
const dangerOf = (option) => whyByOption.get(option);

;// CONCATENATED MODULE: ./lib/core/rsync-options.js


const kibibyte = 1024;
const leastRate = 512;
const largestBlock = 128 * kibibyte;
const allowed = {
    '--max-size': { use: 'listing', form: '--max-size=SIZE', whyNot: whyNotSize },
    '--min-size': { use: 'listing', form: '--min-size=SIZE', whyNot: whyNotSize },
    '--cvs-exclude': { use: 'listing', form: '--cvs-exclude' },
    '-C': { use: 'listing', form: '-C' },
    '--prune-empty-dirs': { use: 'listing', form: '--prune-empty-dirs' },
    '-m': { use: 'listing', form: '-m' },
    '--bwlimit': { use: 'copying', form: '--bwlimit=RATE', whyNot: whyNotRate },
    '--timeout': { use: 'copying', form: '--timeout=SECONDS', whyNot: whyNotSeconds },
    '--fsync': { use: 'copying', form: '--fsync' },
    '--preallocate': { use: 'copying', form: '--preallocate' },
    '--whole-file': { use: 'copying', form: '--whole-file' },
    '-W': { use: 'copying', form: '-W' },
    '--block-size': { use: 'copying', form: '--block-size=SIZE', whyNot: whyNotBlock }
};
const allowedForms = Object.values(allowed).map(option => option.form);
function parseRsyncOptions(args) {
    const listing = [];
    const copying = [];
    const mistakes = [];
    for (const arg of args) {
        const { name, value } = split(arg);
        const option = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
        if (option === undefined) {
            mistakes.push(`${(0,quoted_value/* quoteValue */.c)(arg)} ${whyRefused(name)}`);
            continue;
        }
        const why = whyNotValue(option, value);
        if (why !== undefined) {
            mistakes.push(`${(0,quoted_value/* quoteValue */.c)(arg)} ${why}`);
            continue;
        }
        if (option.use === 'listing')
            listing.push(arg);
        else
            copying.push(arg);
    }
    return { listing, copying, mistakes };
}
function split(arg) {
    const equals = arg.indexOf('=');
    return equals < 0 ? { name: arg, value: undefined } : { name: arg.slice(0, equals), value: arg.slice(equals + 1) };
}
function whyNotValue(option, value) {
    if (option.whyNot === undefined)
        return value === undefined ? undefined : `takes no value: write ${option.form}`;
    if (value === undefined || value === '')
        return `needs a value on the same line: write ${option.form}`;
    return option.whyNot(value);
}
function whyRefused(name) {
    const danger = dangerOf(name);
    if (danger !== undefined)
        return `is refused: ${danger}`;
    if (!name.startsWith('-'))
        return 'is not an option: write each option on a line of its own, its value after "="';
    if (/^-[^-]./u.test(name))
        return 'is refused: give each option a line of its own, so that each can be checked';
    return `is not among the options that are known to be harmless: ${allowedForms.join(' ')}`;
}
function whyNotSize(value) {
    return Number.isSafeInteger(sizeOf(value, 1)) ? undefined : 'has no size that rsync reads: write 500, 1.5M or 20GiB';
}
function whyNotRate(value) {
    const rate = sizeOf(value, kibibyte);
    if (!Number.isSafeInteger(rate))
        return 'has no rate that rsync reads: write 5000 (KiB a second), 1.5M or 0 for no limit';
    return rate > 0 && rate < leastRate ? 'is below the least rate of rsync, 512 bytes a second' : undefined;
}
function whyNotBlock(value) {
    const size = sizeOf(value, 1);
    return size >= 1 && size <= largestBlock
        ? undefined
        : 'has no block size that rsync takes: 1 to 131072 bytes, or 128K';
}
function whyNotSeconds(value) {
    return /^\d{1,9}$/.test(value) ? undefined : 'has no number of seconds: write 600, or 0 for none';
}
function sizeOf(value, unit) {
    const found = /^(\d+(?:\.\d+)?)(?:(b)|([kmgtp])(ib|b)?)?([+-]1)?$/i.exec(value);
    if (found === null)
        return Number.NaN;
    const [, amount, bytes, prefix, suffix, offset] = found;
    const base = suffix?.toLowerCase() === 'b' ? 1000 : kibibyte;
    const factor = prefix === undefined ? unit : base ** ('kmgtp'.indexOf(prefix.toLowerCase()) + 1);
    return Math.floor(Number(amount) * (bytes === undefined ? factor : 1)) + Number(offset ?? 0);
}

// EXTERNAL MODULE: ./lib/core/byte-path.js
var byte_path = __nccwpck_require__(505);
;// CONCATENATED MODULE: ./lib/core/rsync-output.js
const unescapeRsync = (text) => (text.includes('\\#')
    ? text.replace(/\\#([0-3][0-7]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 8)))
    : text);
const types = { f: 'file', d: 'dir', L: 'link', S: 'special', D: 'device' };
const itemized = /^[<>ch.]([fdLDS])[.+?a-zA-Z ]{9} /;
const itemizedLength = 12;
const filtered = /^\[[a-z]+\] (hiding|showing) (file|directory) /;
const because = ' because of pattern ';
function parseListingLine(line) {
    const type = types[itemized.exec(line)?.[1] ?? ''];
    if (type !== undefined)
        return { kind: 'entry', type, path: nameOf(line.slice(itemizedLength), type) };
    const match = filtered.exec(line);
    const end = line.lastIndexOf(because);
    if (match === null || end < match[0].length)
        return { kind: 'other', text: line };
    return {
        kind: match[1] === 'hiding' ? 'hidden' : 'shown',
        path: unescapeRsync(line.slice(match[0].length, end)),
        isDirectory: match[2] === 'directory',
        pattern: unescapeRsync(line.slice(end + because.length))
    };
}
const nameOf = (text, type) => unescapeRsync(type === 'dir' && text.endsWith('/') ? text.slice(0, -1) : text);
class ListingReader {
    #take;
    #rest = '';
    constructor(take) {
        this.#take = take;
    }
    push(piece) {
        const text = this.#rest + piece.toString('latin1');
        const end = text.lastIndexOf('\n');
        this.#rest = text.slice(end + 1);
        if (end >= 0)
            for (const line of text.slice(0, end).split('\n'))
                this.#take(parseListingLine(line));
    }
    end() {
        if (this.#rest !== '')
            this.#take({ kind: 'other', text: this.#rest });
        this.#rest = '';
    }
}
const oldestRsync = [3, 1, 3];
function parseRsyncVersion(output) {
    const open = /^openrsync(?: (\d[\w.]*))?(?:: protocol version (\d+))?/m.exec(output);
    if (open !== null) {
        const [, version, protocol] = open;
        return { flavour: 'openrsync', text: `openrsync${naming(' ', version)}${naming(' protocol ', protocol)}` };
    }
    const match = /^rsync {1,2}version v?((\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?[\w.+-]*)/m.exec(output);
    if (match === null)
        return undefined;
    const [, text, major, minor, patch] = match;
    return {
        flavour: 'rsync',
        version: [Number(major), Number(minor), Number(patch ?? 0)],
        text: `rsync${naming(' ', text)}`
    };
}
const naming = (before, text) => (text === undefined ? '' : `${before}${text}`);
const meanings = {
    0: 'it finished without an error',
    1: 'an option or argument was wrong, or this rsync is too old for it',
    2: 'the two rsyncs speak no common protocol: one is too old',
    3: 'an input or output file or directory could not be selected: it may be missing or not be permitted',
    4: 'the other rsync cannot do what was asked',
    5: 'the conversation between the two rsyncs could not be started: the far one may be missing, or its login shell prints text',
    6: 'a daemon could not write to its log file',
    10: 'the network connection failed',
    11: 'a file could not be read or written: most often the disk or the quota is full',
    12: 'the other rsync went away in the middle: it was killed, crashed, ran out of disk, or the connection broke',
    13: 'rsync could not report what went wrong',
    14: 'the rsync processes could not talk to each other: the system may be out of processes or memory',
    15: 'a part of rsync that was to be used only once was used again',
    16: 'a part of rsync crashed or was killed',
    19: 'rsync was stopped by SIGUSR1',
    20: 'rsync was stopped by a signal (SIGINT, SIGTERM or SIGHUP)',
    21: 'rsync lost one of its own processes',
    22: 'rsync ran out of memory',
    23: 'some files could not be transferred: unreadable, or refused by the volume',
    24: 'some files vanished while they were being copied',
    25: 'rsync stopped at its --max-delete limit',
    30: 'no data came for as long as the time limit allows',
    35: 'the daemon could not be reached within the time limit',
    124: 'the command on the far side could not be run',
    125: 'the command on the far side was killed',
    126: 'rsync was found but may not be executed',
    127: 'rsync was not found',
    255: 'ssh could not connect or log in, or lost the connection'
};
function explainRsyncExit(code) {
    if (code > 128 && code < 128 + 65)
        return `rsync was killed by signal ${code - 128} (exit code ${code})`;
    return `${meanings[code] ?? 'rsync ended in a way that its manual does not list'} (exit code ${code})`;
}

;// CONCATENATED MODULE: ./lib/core/within.js
const isWithin = (directory, path) => path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
const pathBelow = (directory, path) => (path === directory ? '.' : path.slice(directory === '/' ? 1 : directory.length + 1));

;// CONCATENATED MODULE: ./lib/actions/check.js






async function checkMachine(machine) {
    const found = await machine.rsync();
    if (found.state === 'absent') {
        throw new core_failure/* Failure */.HR('rsync', `rsync is not installed on this machine. Install it with:\n  ${await machine.installLine(['rsync'])}`);
    }
    if (found.state === 'unknown') {
        throw new core_failure/* Failure */.HR('rsync', `What is called rsync on this machine does not say its version (${(0,quoted_value/* quoteValue */.c)(found.text)}). Install rsync with:\n  ${await machine.installLine(['rsync'])}`);
    }
    const { version } = found;
    if (version.flavour === 'openrsync') {
        throw new core_failure/* Failure */.HR('rsync', `The rsync of this machine is openrsync, which cannot link against an earlier tree or keep nanoseconds. Install rsync with:\n  ${await machine.installLine(['rsync'])}`);
    }
    if (isOlder(version.version, oldestRsync)) {
        throw new core_failure/* Failure */.HR('rsync', `rsync ${version.version.join('.')} is too old; ${oldestRsync.join('.')} or newer is needed. Update it with:\n  ${await machine.installLine(['rsync'])}`);
    }
    await checkTools(machine);
    return `rsync ${version.version.join('.')}`;
}
async function checkTools(machine, purpose) {
    const packages = await machine.missingPackages(purpose);
    if (packages.length > 0) {
        throw new core_failure/* Failure */.HR('rsync', `Tools of ${packages.join(', ')} that lock, measure, delete and write are not on this machine, or lack the options that are needed. Install them with:\n  ${await machine.installLine(packages)}`);
    }
}
async function checkVolume(volume, requireMount) {
    const name = (0,quoted_value/* quoteValue */.c)(volume.name);
    const state = await volume.state();
    if (state.kind === 'missing') {
        throw new core_failure/* Failure */.HR('volume', `The volume ${name} does not exist. Is it mounted? Mount it, or create the directory, before the run; it is never created here, because a missing mount would then fill the disk below it.`);
    }
    if (state.kind === 'not-a-directory')
        throw new core_failure/* Failure */.HR('volume', `The volume ${name} is not a directory.`);
    if (requireMount && !state.isMount) {
        throw new core_failure/* Failure */.HR('volume', `The volume ${name} is not a mount of its own: it lies on ${state.mountPoint} (${state.filesystem}), and "require-mount" is true. Is it mounted? Mount it, or give the mount point itself as "volume".`);
    }
    if (!state.isWritable) {
        throw new core_failure/* Failure */.HR('volume', `The volume ${name} cannot be written by the runner's user. Give that user the directory, and check that it is not mounted read-only.`);
    }
    if (state.marker.state === 'damaged') {
        throw new core_failure/* Failure */.HR('volume', `The marker of the volume ${name} cannot be used: ${state.marker.why}. If this really is the volume, mark it again:\n  ${markByHand(volume.name)}`);
    }
    if (state.marker.state === 'present')
        return { mark: false };
    return { mark: mayBeMarked(volume, state) };
}
function mayBeMarked(volume, state) {
    if (state.isWholeFilesystem && state.mountPoint !== '/')
        return true;
    throw new core_failure/* Failure */.HR('volume', `The directory ${(0,quoted_value/* quoteValue */.c)(volume.name)} is not marked as a volume. It lies on ${state.mountPoint} (${state.filesystem}); if the volume is not mounted just now, mount it. If this directory is where snapshots are to be kept, mark it once, by hand:\n  ${markByHand(volume.name)}`);
}
function checkLinks(volume, probe, requireHardlinks) {
    if (!probe.symlinks.works) {
        throw new core_failure/* Failure */.HR('links', `The volume ${(0,quoted_value/* quoteValue */.c)(volume.name)} cannot hold symlinks (${probe.symlinks.why}), and "latest" is one. Use a filesystem such as ext4, xfs, btrfs or NFS.`);
    }
    if (!probe.hardLinks.works && requireHardlinks) {
        throw new core_failure/* Failure */.HR('links', `Hard links do not work on the volume ${(0,quoted_value/* quoteValue */.c)(volume.name)} (${probe.hardLinks.why}), so every snapshot would take the room of a full copy. Use a filesystem such as ext4, xfs, btrfs or NFS, or set "require-hardlinks: false" to pay for full copies.`);
    }
}
async function checkOverlap(volume, source) {
    const [realPath, ...others] = await volume.places();
    if (realPath === undefined)
        return;
    for (const volumePath of [realPath, ...others]) {
        for (const place of source.places) {
            const isInside = isWithin(volumePath, place);
            if (!isInside && !isWithin(place, volumePath))
                continue;
            const how = isInside ? 'lies inside the volume' : 'contains the volume';
            const seenAt = volumePath === realPath ? '' : `, which is also mounted at ${(0,quoted_value/* quoteValue */.c)((0,byte_path/* pathText */.LF)(volumePath))}`;
            throw new core_failure/* Failure */.HR('source', `The source ${(0,quoted_value/* quoteValue */.c)((0,byte_path/* pathText */.LF)(place))} ${how} ${(0,quoted_value/* quoteValue */.c)((0,byte_path/* pathText */.LF)(realPath))}${seenAt}. Set "path" to the directory of the build's output alone.`);
        }
    }
}
const isOlder = ([major, minor, patch], [oldMajor, oldMinor, oldPatch]) => major !== oldMajor ? major < oldMajor : minor !== oldMinor ? minor < oldMinor : patch < oldPatch;

// EXTERNAL MODULE: ./lib/core/display.js
var display = __nccwpck_require__(289);
// EXTERNAL MODULE: ./lib/core/units.js
var units = __nccwpck_require__(564);
;// CONCATENATED MODULE: ./lib/core/first-few.js

const named = 5;
function firstAsLines(items, show) {
    const { shown, more } = firstOf(items, show);
    return [...shown, ...(more === undefined ? [] : [`and ${more}`])].map(line => `\n  ${line}`).join('');
}
function first_few_firstInline(items, show) {
    const { shown, more } = firstOf(items, show);
    return shown.join(', ') + (more === undefined ? '' : ` and ${more}`);
}
const firstOf = (items, show) => ({
    shown: items.slice(0, named).map(item => show(item)),
    more: items.length > named ? `${(0,units/* formatCount */.B4)(items.length - named)} more` : undefined
});

;// CONCATENATED MODULE: ./lib/core/once.js
class Once {
    #value;
    #isThere = true;
    constructor(value) {
        this.#value = value;
    }
    peek() {
        if (!this.#isThere)
            throw new Error('what was used up is asked for again');
        return this.#value;
    }
    take() {
        const value = this.peek();
        this.#value = undefined;
        this.#isThere = false;
        return value;
    }
}

;// CONCATENATED MODULE: ./lib/actions/read-source.js





async function readSource(inputs, ports, story, source) {
    const hash = inputs.compare === 'content';
    const series = ports.volume.series(inputs.name);
    const scan = await story.source.scan(source, hash, ports.reporter.progress, hash ? await lastIndex(series) : undefined);
    if ((scan.filesKnown ?? 0) > 0) {
        ports.reporter.info(`${(0,units/* countOf */.pq)(scan.filesKnown ?? 0, 'file was', 'files were')} not read: inode, size and times are those that were hashed last time`);
    }
    onVanished(inputs, story, scan.vanished);
    story.secrets = scan.secrets;
    story.specials = scan.specials;
    sayLeftOut(ports, 'because of secrets they may hold ("exclude-secrets")', scan.secrets);
    sayLeftOut(ports, 'being sockets, FIFOs or devices', scan.specials);
    if (source.runnerTemp !== undefined)
        story.note(`${(0,display/* showName */.$i)(source.runnerTemp)} was left out: it is the runner's temporary directory.`);
    if (scan.unusedExcludes.length > 0) {
        const unused = first_few_firstInline(scan.unusedExcludes, line => (0,display/* showText */.h$)(line));
        story.note(`Of the lines of "path" that leave something out, these matched nothing that was listed: ${unused}.`);
    }
    const held = scan.entries.filter(entry => entry.type !== 'dir').length;
    ports.reporter.info(`${(0,units/* countOf */.pq)(held, 'file or symlink', 'files and symlinks')} in ${(0,units/* countOf */.pq)(scan.entries.length - held, 'directory', 'directories')}`);
    ports.parallelism?.settle({ files: held, bytes: scan.entries.reduce((sum, { size }) => sum + size, 0) });
    if (held > 0)
        return scan;
    story.nothingFound(`The source ${inputs.path.map(line => (0,display/* showText */.h$)(line)).join(', ')} holds no files.`);
    return undefined;
}
async function lastIndex(series) {
    const index = await series.sourceIndex?.();
    return index && new Once(index);
}
function hasSource(story, source) {
    if (source.missing.length === 0)
        return true;
    const missing = source.missing.map(line => (0,display/* showText */.h$)(line)).join(', ');
    story.nothingFound(`The source ${missing} does not exist: no file or directory, and no pattern that matches anything.`);
    return (source.items?.length ?? 0) > 0;
}
function onVanished(inputs, story, vanished) {
    if (vanished.length === 0)
        return;
    const sentence = `${(0,units/* countOf */.pq)(vanished.length, 'path', 'paths')} vanished from the source while it was read: ${namesOf(vanished)}.`;
    if (inputs.onVanished === 'warn')
        story.warn(`${sentence} They are not in the snapshot.`);
    else {
        throw new core_failure/* Failure */.HR('source', `${sentence} Take the snapshot after the build has ended, leave them out with "exclude", or set "on-vanished: warn".`);
    }
}
function sayLeftOut(ports, what, leftOut) {
    if (leftOut.length === 0)
        return;
    ports.reporter.info(`${(0,units/* countOf */.pq)(leftOut.length, 'path', 'paths')} left out, ${what}: ${namesOf(leftOut.map(({ path }) => path))}`);
}
const namesOf = (paths) => first_few_firstInline(paths, path => (0,display/* showName */.$i)(path));
function indexToKeep(story, series, scan) {
    if (series.keepSourceIndex === undefined)
        return undefined;
    const isSame = scan.filesKnown === scan.entries.filter(({ type }) => type === 'file').length;
    try {
        const index = isSame ? undefined : scan.index?.();
        return index && new Once(index);
    }
    catch (error) {
        story.note(notKept(error));
        return undefined;
    }
}
async function keepIndex(story, series, index, after) {
    if (index === undefined || series.keepSourceIndex === undefined)
        return;
    try {
        await series.keepSourceIndex(index, after);
    }
    catch (error) {
        story.note(notKept(error));
    }
}
const notKept = (error) => `The index of the source could not be kept, so that the next run reads every file: ${(0,core_failure/* messageOf */.bD)(error)}`;

;// CONCATENATED MODULE: ./lib/actions/prepare.js





const sourceRequest = (inputs, { workspace }) => ({
    path: inputs.path,
    workspace,
    root: inputs.root,
    include: inputs.include,
    exclude: inputs.exclude,
    ...(inputs.filterFile === undefined ? {} : { filterFile: inputs.filterFile }),
    excludeSecrets: inputs.excludeSecrets,
    oneFileSystem: inputs.oneFileSystem,
    listingArgs: parseRsyncOptions(inputs.rsyncArgs).listing
});
async function prepare(story, lock, isThere = Promise.resolve(false)) {
    const { inputs, ports } = story;
    const { volume } = ports;
    story.rsync = await checkMachine(ports.machine);
    const { mark } = await checkVolume(volume, inputs.requireMount);
    const source = await ports.source.resolve(sourceRequest(inputs, story.context));
    if (!hasSource(story, source))
        return undefined;
    await checkOverlap(volume, source);
    if (source.items === undefined && inputs.root !== story.context.workspace) {
        story.warn('"root" has no effect: "path" is one directory, and its contents are the top of the snapshot.');
    }
    ports.reporter.info(`Volume ${volume.name}, series ${inputs.name}, ${story.rsync}`);
    if (!ports.machine.isRoot)
        story.note('Owners are left alone: they are kept only when the runner works as root.');
    if (inputs.dryRun)
        return source;
    const probing = volume.probeLinks();
    probing.catch(() => undefined);
    if (!mark && (await isThere))
        lock.ask();
    const probe = await probing;
    checkLinks(volume, probe, inputs.requireHardlinks);
    story.hardLinksWork = probe.hardLinks.works;
    if (probe.owners?.works === false) {
        story.leaveOwners();
        story.note(`Owners are left alone: root may not give files away on this volume (${probe.owners.why}); an NFS server does so with root_squash.`);
    }
    if (mark) {
        await volume.mark(encodeMarker({ format: 1, created: ports.clock.now().toISOString(), program: story.program }));
        story.note('The volume is a filesystem of its own and was marked as a volume at this first use.');
    }
    return source;
}
class SeriesLock {
    #locker;
    #series;
    #asked;
    #held;
    #isOver = false;
    hasWaited = false;
    constructor(locker, series) {
        this.#locker = locker;
        this.#series = series;
    }
    ask() {
        if (this.#isOver)
            return;
        this.#asked ??= this.#lock();
        this.#asked.catch(() => undefined);
    }
    async taken() {
        const early = this.#asked;
        try {
            await (early ?? this.#lock());
        }
        catch (error) {
            if (early === undefined || !(error instanceof core_failure/* Failure */.HR) || error.kind !== 'locked')
                throw error;
            await this.#lock();
        }
    }
    async release() {
        this.#isOver = true;
        await this.#held?.release();
    }
    async #lock() {
        const { inputs, ports, context } = this.#locker;
        const { run } = context;
        const who = run.url ?? (run.runId === undefined ? 'a run outside GitHub Actions' : `run ${run.runId}`);
        const holder = `${who}, since ${ports.clock.now().toISOString()}`;
        const held = await this.#series.lock(holder, inputs.lockTimeoutMs, other => {
            this.hasWaited = true;
            if (!this.#isOver)
                ports.reporter.info(`Waiting for the series, which is being written by ${other}`);
        });
        if (this.#isOver)
            await held.release();
        else
            this.#held = held;
    }
}

;// CONCATENATED MODULE: ./lib/actions/read-only.js
function whyReadOnly(inputs, context) {
    if (inputs.readOnly === true)
        return 'Nothing is written, because "read-only" is true.';
    if (inputs.readOnly === false || context.untrusted === undefined)
        return undefined;
    return `Nothing is written, because ${context.untrusted}. Set "read-only: false" only where strangers cannot start this workflow.`;
}

;// CONCATENATED MODULE: ./lib/core/a-turn.js
const aTurn = () => new Promise(resolve => setImmediate(resolve));

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/core/cache-key.js

const format = 'snapshot-1';
const mostOfName = 200;
function cacheKeys(series) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256').update(series).digest('hex').slice(0, 32);
    const start = `${format}/${series.replace(/[^A-Za-z0-9._/-]/g, '_').slice(0, mostOfName)}/${hash}`;
    return {
        snapshots: `${start}/at/`,
        snapshot: id => `${start}/at/${id}/`,
        files: digest => `${start}/${digest.replace(':', '-')}/`
    };
}

// EXTERNAL MODULE: ./lib/core/ending.js
var ending = __nccwpck_require__(144);
;// CONCATENATED MODULE: ./lib/core/manifest/document-order.js

const pattern = /[*?[]/;
const isPattern = (path) => pattern.test(path);
const ordered = new WeakSet();
const isOrdered = (entries) => ordered.has(entries);
function inDocumentOrder(entries) {
    if (isOrdered(entries))
        return entries;
    const sorted = sortedAsWritten(entries);
    ordered.add(sorted);
    return sorted;
}
function sortedAsWritten(entries) {
    const plain = [];
    const patterns = [];
    let isSorted = true;
    let previous;
    for (const entry of entries) {
        const { path } = entry;
        if (pattern.test(path)) {
            patterns.push(entry);
            continue;
        }
        if (isSorted && previous !== undefined)
            isSorted = previous === '.' || (previous < path && path !== '.');
        previous = path;
        plain.push(entry);
    }
    if (!isSorted)
        plain.sort((a, b) => compareWritten(a.path, b.path));
    patterns.sort((a, b) => comparePatterns(a.path, b.path));
    return plain.concat(patterns);
}
function compareInDocument(a, b, isPatternA = isPattern(a), isPatternB = isPattern(b)) {
    if (isPatternA !== isPatternB)
        return isPatternA ? 1 : -1;
    return isPatternA ? comparePatterns(a, b) : compareWritten(a, b);
}
function compareWritten(a, b) {
    if (a === '.' || b === '.')
        return a === b ? 0 : a === '.' ? -1 : 1;
    return (0,byte_path/* comparePaths */.cD)(a, b);
}
function comparePatterns(a, b) {
    const left = a.split('/');
    const right = b.split('/');
    const index = left.findIndex((part, at) => part !== right[at]);
    const first = left[index];
    const second = right[index];
    if (first === undefined)
        return left.length - right.length;
    if (second === undefined)
        return 1;
    const isOne = pattern.test(first);
    if (isOne !== pattern.test(second))
        return isOne ? 1 : -1;
    return generality(first) > generality(second) ? -1 : 1;
}
const generality = (part) => part.replace(/[*?[]/g, mark => (mark === '*' ? '\x00' : mark === '?' ? '\x01' : '\x02'));

;// CONCATENATED MODULE: ./lib/core/manifest/damage.js
class ManifestDamage extends Error {
    name = 'ManifestDamage';
    line;
    problem;
    constructor(line, problem) {
        super(`manifest line ${line} ${problem}`);
        this.line = line;
        this.problem = problem;
    }
}

;// CONCATENATED MODULE: ./lib/core/manifest/entry-problem.js
const earliestNs = -(2n ** 63n) * 1000000000n;
const latestNs = 2n ** 63n * 1000000000n - 1n;
const highestId = 0xffff_fffe;
const badSegment = /(?:^|\/)\.{0,2}(?:\/|$)/;
function entryProblem(entry) {
    return (pathProblem(entry.path) ??
        numberProblem(entry) ??
        timeProblem('mtime', entry.mtimeNs) ??
        timeProblem('stored mtime', entry.storedMtimeNs) ??
        contentProblem(entry));
}
function pathProblem(path) {
    if (path === '.')
        return undefined;
    if (badSegment.test(path))
        return 'has an absolute path or one with an empty, "." or ".." part';
    return path.includes('\0') ? 'has a NUL byte in its path' : undefined;
}
function numberProblem(entry) {
    const { type, mode, sourceMode, size, owner } = entry;
    if (!entry_problem_isWithin(mode, 0o7777))
        return 'has a mode that is not 0 to 07777';
    if (sourceMode !== undefined && !entry_problem_isWithin(sourceMode, 0o7777))
        return 'has a source mode that is not 0 to 07777';
    if (sourceMode !== undefined && type === 'link')
        return 'has a source mode, which a symlink has not';
    if (!entry_problem_isWithin(size, Number.MAX_SAFE_INTEGER))
        return 'has a size that is not a whole number up to 2^53';
    if (size !== 0 && type !== 'file')
        return 'has a size, which only a file may have';
    if (owner !== undefined && !(entry_problem_isWithin(owner.uid, highestId) && entry_problem_isWithin(owner.gid, highestId)))
        return 'has an owner or group that is not 0 to 4294967294';
    return undefined;
}
const entry_problem_isWithin = (value, most) => Number.isSafeInteger(value) && value >= 0 && value <= most;
const timeProblem = (what, ns) => ns < earliestNs || ns > latestNs ? `has a ${what} that is out of range` : undefined;
function contentProblem({ type, sha256, target }) {
    if (type === 'file' && sha256 === undefined)
        return 'is a file without its sha256';
    if (type !== 'file' && sha256 !== undefined)
        return 'has a sha256, which only a file may have';
    if (sha256 !== undefined && (sha256.length !== 64 || /[^0-9a-f]/.test(sha256)))
        return 'has a sha256 that is not 64 hexadecimal digits';
    if (type === 'link' && target === undefined)
        return 'is a symlink without its target';
    if (type !== 'link' && target !== undefined)
        return 'has a link target, which only a symlink may have';
    if (target !== undefined && (target === '' || target.includes('\0')))
        return 'has a link target that no symlink can have';
    return undefined;
}

;// CONCATENATED MODULE: ./lib/core/manifest/mtree-text.js
const unsafe = /[^A-Za-z0-9._\-/+,@:%~]/;
const everyUnsafe = new RegExp(unsafe, 'g');
const octal = Array.from({ length: 256 }, (_, byte) => `\\${byte.toString(8).padStart(3, '0')}`);
function escapeBytes(bytes) {
    if (!unsafe.test(bytes))
        return bytes;
    return bytes.replace(everyUnsafe, byte => {
        const escaped = octal[byte.charCodeAt(0)];
        if (escaped === undefined)
            throw new RangeError('a path holds a character that is no byte: read it with pathFromText');
        return escaped;
    });
}
const mtree_text_escape = /\\(?:[0-3][0-7]{2}|M?\^[?-_]|M-[!-~]|[\\#abfnrstv])/y;
const letters = '\\#abfnrstv';
const lettersMean = '\\#\x07\b\f\n\r \t\v';
function unescapeBytes(word) {
    if (/[^!-~]/.test(word))
        return undefined;
    let slash = word.indexOf('\\');
    if (slash < 0)
        return word;
    let bytes = '';
    let from = 0;
    for (; slash >= 0; slash = word.indexOf('\\', from)) {
        mtree_text_escape.lastIndex = slash;
        const match = mtree_text_escape.exec(word);
        if (match === null)
            return undefined;
        bytes += word.slice(from, slash) + byteOf(match[0]);
        from = mtree_text_escape.lastIndex;
    }
    return (bytes + word.slice(from));
}
function byteOf(form) {
    const last = form.charCodeAt(form.length - 1);
    switch (form.charAt(1)) {
        case 'M':
            return String.fromCharCode((form.charAt(2) === '^' ? last ^ 0x40 : last) | 0x80);
        case '^':
            return String.fromCharCode(last ^ 0x40);
        case '0':
        case '1':
        case '2':
        case '3':
            return String.fromCharCode(parseInt(form.slice(1), 8));
        default:
            return lettersMean.charAt(letters.indexOf(form.charAt(1)));
    }
}

;// CONCATENATED MODULE: ./lib/core/manifest/mtree-line.js





function encodeEntry(entry) {
    const problem = entryProblem(entry);
    if (problem !== undefined)
        throw new TypeError(`the entry ${(0,display/* showName */.$i)(entry.path)} ${problem}`);
    const [before, what] = [head(entry, entry.mode), content(entry)];
    const line = `${before} time=${timeText(entry.storedMtimeNs)}${what}${tags(entry)}`;
    return { line, timeless: entry.sourceMode === undefined ? before + what : timelessLine(entry) };
}
const timelessLine = (entry) => `${head(entry, entry.sourceMode ?? entry.mode)}${content(entry)}`;
function head({ path, type, owner, size }, mode) {
    const name = path === '.' ? '.' : `./${escapeBytes(path)}`;
    const ids = owner === undefined ? '' : ` uid=${owner.uid} gid=${owner.gid}`;
    return `${name} type=${type} mode=${modeText(mode)}${ids}${type === 'file' ? ` size=${size}` : ''}`;
}
function content({ sha256, target }) {
    if (sha256 !== undefined)
        return ` sha256=${sha256}`;
    return target === undefined ? '' : ` link=${escapeBytes(target)}`;
}
function tags({ mtimeNs, storedMtimeNs, mode, sourceMode }) {
    const mtime = mtimeNs === storedMtimeNs ? '' : `mtime:${timeText(mtimeNs)}`;
    const source = sourceMode === undefined || sourceMode === mode ? '' : `mode:${modeText(sourceMode)}`;
    if (mtime === '' && source === '')
        return '';
    return ` tags=${mtime}${mtime === '' || source === '' ? '' : ','}${source}`;
}
const modeText = (mode) => mode === 0o644 ? '0644' : mode === 0o755 ? '0755' : mode.toString(8).padStart(4, '0');
function timeText(ns) {
    if (ns < 0n) {
        const seconds = (ns - 999999999n) / 1000000000n;
        return `${seconds}.${String(ns - seconds * 1000000000n).padStart(9, '0')}`;
    }
    const digits = ns < 1000000000n ? String(ns).padStart(10, '0') : String(ns);
    return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
function decodeEntry(line, number) {
    const space = line.indexOf(' ');
    const path = pathOf(space < 0 ? line : line.slice(0, space), number);
    const values = new Values(number);
    if (space >= 0)
        for (const word of line.slice(space + 1).split(' '))
            values.take(word);
    const entry = values.entry(path);
    const problem = entryProblem(entry);
    if (problem !== undefined)
        throw new ManifestDamage(number, problem);
    return entry;
}
function pathOf(word, number) {
    const path = unescapeBytes(word);
    if (path === undefined)
        throw new ManifestDamage(number, `has a name that cannot be decoded: ${(0,quoted_value/* quoteValue */.c)(word)}`);
    if (path !== '.' && !path.startsWith('./'))
        throw new ManifestDamage(number, `has a path that does not start with "./": ${(0,quoted_value/* quoteValue */.c)(word)}`);
    return path === '.' ? path : path.slice(2);
}
class Values {
    #line;
    #type;
    #mode;
    #sourceMode;
    #uid;
    #gid;
    #size;
    #time;
    #sourceTime;
    #sha256;
    #target;
    constructor(line) {
        this.#line = line;
    }
    take(word) {
        const equals = word.indexOf('=');
        if (equals < 0)
            return;
        const value = word.slice(equals + 1);
        switch (word.slice(0, equals)) {
            case 'type':
                this.#type = this.#once('type', this.#type, isType(value) ? value : undefined, value);
                return;
            case 'mode':
                this.#mode = this.#once('mode', this.#mode, modeOf(value), value);
                return;
            case 'uid':
                this.#uid = this.#once('uid', this.#uid, wholeOf(value), value);
                return;
            case 'gid':
                this.#gid = this.#once('gid', this.#gid, wholeOf(value), value);
                return;
            case 'size':
                this.#size = this.#once('size', this.#size, wholeOf(value), value);
                return;
            case 'time':
                this.#time = this.#once('time', this.#time, timeOf(value), value);
                return;
            case 'sha256':
                this.#sha256 = this.#once('sha256', this.#sha256, value, value);
                return;
            case 'link':
                this.#target = this.#once('link', this.#target, unescapeBytes(value), value);
                return;
            case 'tags':
                for (const tag of value.split(','))
                    this.#takeTag(tag);
        }
    }
    #takeTag(tag) {
        if (tag.startsWith('mtime:')) {
            const value = tag.slice('mtime:'.length);
            this.#sourceTime = this.#once('mtime tag', this.#sourceTime, timeOf(value), value);
        }
        else if (tag.startsWith('mode:')) {
            const value = tag.slice('mode:'.length);
            this.#sourceMode = this.#once('mode tag', this.#sourceMode, modeOf(value), value);
        }
    }
    entry(path) {
        const type = this.#needed('type', this.#type);
        const time = this.#needed('time', this.#time);
        if ((this.#uid === undefined) !== (this.#gid === undefined))
            throw this.#damage('has only one of uid and gid');
        return {
            path,
            type,
            mode: this.#needed('mode', this.#mode),
            ...(this.#sourceMode !== undefined && { sourceMode: this.#sourceMode }),
            ...(this.#uid !== undefined && this.#gid !== undefined && { owner: { uid: this.#uid, gid: this.#gid } }),
            size: type === 'file' ? this.#needed('size', this.#size) : (this.#size ?? 0),
            mtimeNs: this.#sourceTime ?? time,
            storedMtimeNs: time,
            ...(this.#sha256 !== undefined && { sha256: this.#sha256 }),
            ...(this.#target !== undefined && { target: this.#target })
        };
    }
    #once(word, before, value, text) {
        if (before !== undefined)
            throw this.#damage(`says ${word} twice`);
        if (value === undefined)
            throw this.#damage(`has a ${word} that cannot be read: ${(0,quoted_value/* quoteValue */.c)(text)}`);
        return value;
    }
    #needed(word, value) {
        if (value === undefined)
            throw this.#damage(`has no ${word}`);
        return value;
    }
    #damage(problem) {
        return new ManifestDamage(this.#line, problem);
    }
}
const isType = (text) => text === 'file' || text === 'dir' || text === 'link';
const modeOf = (text) => (/^[0-7]{1,5}$/.test(text) ? parseInt(text, 8) : undefined);
const wholeOf = (text) => (/^\d{1,16}$/.test(text) ? Number(text) : undefined);
function timeOf(text) {
    if (!/^(?:-[1-9]\d{0,18}|\d{1,19})\.\d{9}$/.test(text))
        return undefined;
    const dot = text.length - 10;
    const fraction = text.slice(dot + 1);
    if (text.startsWith('-'))
        return BigInt(text.slice(0, dot)) * 1000000000n + BigInt(fraction);
    return BigInt(text.slice(0, dot) + fraction);
}

;// CONCATENATED MODULE: ./lib/core/manifest/tree-digest.js



const pieceLength = 65_536;
class TreeDigest {
    #hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    #piece = '';
    take(line) {
        this.#piece += `${line}\n`;
        if (this.#piece.length < pieceLength)
            return;
        this.#hash.update(this.#piece, 'latin1');
        this.#piece = '';
    }
    end() {
        return `sha256:${this.#hash.update(this.#piece, 'latin1').digest('hex')}`;
    }
}
const known = new WeakMap();
function rememberDigest(entries, digest) {
    known.set(entries, digest);
}
function manifestDigest(entries) {
    const digest = known.get(entries);
    if (digest !== undefined)
        return digest;
    const lines = new TreeDigest();
    for (const entry of inDocumentOrder(entries))
        lines.take(timelessLine(entry));
    return lines.end();
}

;// CONCATENATED MODULE: ./lib/actions/choose-snapshot.js







async function chooseSnapshot(volume, names, selector, now) {
    const whys = [];
    for (const name of new Set(names)) {
        const series = volume.series(name);
        const listed = await series.list();
        const latest = await series.latest();
        const target = latest.state === 'link' ? snapshotOfLatest(latest.target) : undefined;
        const selected = selectSnapshot(selector, listed, target, now);
        switch (selected.state) {
            case 'found':
                return { state: 'found', series, record: selected.record, listed, matchedName: name };
            case 'ambiguous':
                throw tooMany(selector, series, selected.ids);
            case 'none':
                whys.push((listed.length === 0 ? await whyNothing(volume, name, selected.why) : sentence(series, listed, selected)) +
                    (selector.by === 'id' ? await whyLost(series, selector.start) : ''));
        }
    }
    return { state: 'none', why: whys.join('\n') };
}
function tooMany(selector, series, ids) {
    const what = selector.by === 'commit' ? 'of several commits' : 'of several ids';
    return new InputFailure([
        `${quoteValue(selectorText(selector))} is the start ${what} in the series ${quoteValue(series.name)}: ${firstInline(ids, id => id)}. Write more of it.`
    ]);
}
async function whyNothing(volume, name, why) {
    const names = await volume.seriesNames();
    if (names.includes(name))
        return `The series ${quoteValue(name)} ${why}.`;
    const what = `There is no series ${quoteValue(name)} on the volume ${quoteValue(volume.name)}`;
    return `${what}${didYouMean(name, names)}.`.replace(/\?\.$/, '?');
}
async function whyLost(series, start) {
    const ids = (await series.lost()).flatMap(({ id }) => (id.startsWith(start) ? [id] : []));
    if (ids.length === 0)
        return '';
    return ` Of ${firstInline(ids, id => id)} there is a record, and ${ids.length === 1 ? 'its directory is' : 'their directories are'} gone: moved away, or removed by hand?`;
}
function sentence(series, listed, { why, unusable }) {
    const said = `The series ${quoteValue(series.name)} ${why}.`;
    if (unusable === undefined)
        return said;
    const isForeign = listed.some(({ id, damage }) => id === unusable && damage === undefined);
    const adopt = isForeign ? ' "snapshot-action adopt" makes a snapshot of it.' : '';
    return `${said}${adopt} Its files can be copied by hand:\n  ${copyByHand(series, unusable)}`;
}
const copyByHand = (series, id) => `rsync -a -- ${shellWord(`${series.path}/${id}/`)} restored/`;

;// CONCATENATED MODULE: ./lib/actions/read-manifest.js




async function readManifest(series, record) {
    const { id, digest } = record;
    let entries;
    try {
        entries = await series.manifest(id);
    }
    catch (error) {
        if (error instanceof core_failure/* Failure */.HR && error.kind === 'cancelled')
            throw error;
        throw unusable(series, id, (0,core_failure/* codeOf */.$N)(error) === 'ENOENT' ? 'is missing' : `cannot be used: ${(0,core_failure/* messageOf */.bD)(error)}`, error);
    }
    if (manifestDigest(entries) !== digest)
        throw unusable(series, id, 'is not the one that its record tells of');
    return [...entries];
}
function unusable(series, id, what, cause) {
    return new core_failure/* Failure */.HR('stored', `The manifest of ${id} in the series ${(0,quoted_value/* quoteValue */.c)(series.name)} ${what}. Without it nothing says what the files should be. Take the snapshot before it (before:${id}), or copy what is there by hand, unchecked:\n  ${copyByHand(series, id)}`, cause === undefined ? {} : { cause });
}

;// CONCATENATED MODULE: ./lib/actions/cache-copy.js







const mostRecords = 200;
async function copyToCache(story, report) {
    const { copies } = story.ports;
    const { status, snapshot, digest } = report;
    if (copies === undefined || (status !== 'created' && status !== 'unchanged'))
        return report;
    const cacheCopy = await story.phase('Copy into the cache', () => attempt(story, copies, snapshot, digest));
    if (cacheCopy.state === 'failed')
        story.warn(`The snapshot ${snapshot} is complete, but has no copy in the GitHub Actions cache: ${cacheCopy.why}. The next run tries again.`);
    return { ...report, cacheCopy, durationMs: story.durationMs() };
}
async function attempt(story, copies, id, digest) {
    const key = cacheKeys(story.inputs.name).files(digest);
    try {
        return await copy(story, copies, id, key);
    }
    catch (error) {
        if (error instanceof core_failure/* Failure */.HR && error.kind === 'cancelled')
            throw error;
        return failed(key, (0,ending/* endingOf */.z)(error).message);
    }
}
const failed = (key, why) => ({
    state: 'failed',
    key,
    why: why.replace(/\s*\n\s*/g, ' ').replace(/\.$/, '')
});
async function copy(story, copies, id, key) {
    const { volume, machine } = story.ports;
    if (copies.unavailable !== undefined)
        return failed(key, copies.unavailable);
    const missing = await machine.missingPackages('restoring');
    if (missing.length > 0)
        return failed(key, `tools of ${missing.join(', ')} are missing: ${await machine.installLine(missing)}`);
    const series = volume.series(story.inputs.name);
    const lock = await series.read(id);
    try {
        const records = await recordsFrom(series, id);
        const [record] = records;
        if (record === undefined)
            return failed(key, 'its record cannot be read');
        const manifest = await readManifest(series, record);
        const files = manifest.filter(({ type }) => type === 'file');
        const state = await keepFiles(copies, key, series, id, files, story.ports.reporter);
        if (typeof state !== 'string')
            return failed(key, state.why);
        const kept = await keepSnapshot(copies, records, manifest);
        if (kept.state === 'failed')
            return failed(key, kept.why);
        if (state === 'present') {
            story.ports.reporter.info(`The cache has these files already: ${key}`);
            return { state, key };
        }
        const bytes = bytesOf(files);
        story.ports.reporter.info(`Copied into the cache: ${key}`);
        return { state, key, bytes };
    }
    finally {
        await lock.release();
    }
}
const bytesOf = (files) => files.reduce((sum, { size }) => sum + size, 0);
async function recordsFrom(series, id) {
    const listed = await series.list();
    const at = listed.findIndex(one => one.id === id && one.record !== undefined);
    return at < 0 ? [] : listed.slice(at, at + mostRecords).flatMap(({ record }) => record ?? []);
}
async function keepFiles(copies, key, series, id, files, reporter) {
    const there = await copies.find(key);
    if (there.state === 'found')
        return 'present';
    if (there.state === 'failed')
        return there;
    reporter.info(`Copying ${(0,units/* countOf */.pq)(files.length, 'file', 'files')} of ${(0,units/* formatBytes */.z3)(bytesOf(files))} into the cache: read and compared, packed, then sent`);
    const damaged = await damagedIn(series, id, files, reporter.progress);
    if (damaged !== undefined)
        return { state: 'failed', why: damaged };
    const kept = await keptOrThere(copies, key, () => copies.keepFiles(key, series, id, files, reporter.progress));
    return kept.state === 'failed' ? kept : 'copied';
}
async function damagedIn(series, id, files, onProgress) {
    const paths = files.map(({ path }) => path);
    const digests = await series.tree(id).hash(paths, onProgress);
    const damaged = files.filter(({ sha256 }, index) => digests[index] !== sha256);
    return damaged.length === 0
        ? undefined
        : `stored files are damaged or missing (${first_few_firstInline(damaged, ({ path }) => (0,display/* showName */.$i)(path))}), and no damage is copied; the verify action tells more`;
}
async function keepSnapshot(copies, records, manifest) {
    const [record] = records;
    if (record === undefined)
        throw new Error('a copy needs its record');
    const key = cacheKeys(record.series).snapshot(record.id);
    const there = await copies.find(key);
    if (there.state === 'failed')
        return there;
    if (there.state === 'found')
        return { state: 'kept' };
    return await keptOrThere(copies, key, () => copies.keepSnapshot(key, records, manifest));
}
async function keptOrThere(copies, key, keep) {
    const kept = await keep();
    if (kept.state === 'kept')
        return kept;
    const there = await copies.find(key);
    return there.state === 'found' ? { state: 'kept' } : kept;
}

;// CONCATENATED MODULE: ./lib/core/snapshot-id.js
const highestSerial = 9999;
const snapshot_id_form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2})-(\d{2})-(\d{2})Z(?:-([2-9]|[1-9]\d{1,3}))?$/;
function snapshot_id_snapshotId(moment, taken) {
    const year = moment.getUTCFullYear();
    if (!(year >= 0 && year <= 9999))
        throw new RangeError(`a snapshot cannot be named after ${String(moment)}: its year must be 0 to 9999`);
    const first = `${moment.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
    for (let serial = 1; serial <= highestSerial; serial++) {
        const id = serial === 1 ? first : `${first}-${serial}`;
        if (!taken(id))
            return id;
    }
    throw new RangeError(`all ${highestSerial} ids of the second ${first} are taken`);
}
function parseSnapshotId(text) {
    const match = snapshot_id_form.exec(text);
    if (match === null)
        return undefined;
    const [, year, month, day, hour, minute, second, serial] = match;
    const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
    const moment = new Date(iso);
    if (moment.getUTCDate() !== Number(day))
        return undefined;
    return { moment, serial: Number(serial ?? 1) };
}
const isSnapshotId = (text) => parseSnapshotId(text) !== undefined;
function compareSnapshotIds(a, b) {
    const [left, right] = [snapshot_id_momentOf(a), snapshot_id_momentOf(b)];
    return left.moment.getTime() - right.moment.getTime() || left.serial - right.serial;
}
const oldestFirst = (ids) => ids
    .map(id => ({ id, ...snapshot_id_momentOf(id) }))
    .sort((a, b) => a.moment.getTime() - b.moment.getTime() || a.serial - b.serial)
    .map(({ id }) => id);
function snapshot_id_momentOf(id) {
    const parsed = parseSnapshotId(id);
    if (parsed === undefined)
        throw new TypeError(`${JSON.stringify(id)} is no snapshot id`);
    return parsed;
}

;// CONCATENATED MODULE: ./lib/core/known-damage.js




const knownDamageFormat = 1;
const knownKinds = ['content', 'size', 'unreadable'];
const mostKnownDamage = 10_000;
const mostDamageBytes = 256 * 1024 * 1024;
class KnownDamageProblem extends Error {
    name = 'KnownDamageProblem';
}
const damageKey = ({ sha256, size, storedMtimeNs }) => `${sha256 ?? ''} ${size} ${storedMtimeNs}`;
function encodeKnownDamage(damaged) {
    const items = damaged.map(({ path, storedMtimeNs, ino, ...rest }) => ({
        path: escapeBytes(path),
        ...rest,
        storedMtimeNs: String(storedMtimeNs),
        ino: String(ino)
    }));
    return `${JSON.stringify({ format: knownDamageFormat, damaged: items }, undefined, 1)}\n`;
}
function decodeKnownDamage(text) {
    const fields = parseJsonFields(text, mostDamageBytes, problem => new KnownDamageProblem(problem));
    fields.format(knownDamageFormat);
    return fields.list('damaged', (items, index) => {
        const item = items.object(index);
        return {
            path: known_damage_pathOf(item.text('path', nonEmpty)),
            snapshot: item.text('snapshot', idRule),
            kind: item.oneOf('kind', knownKinds),
            sha256: item.text('sha256', sha256Rule),
            size: item.count('size'),
            storedMtimeNs: BigInt(item.text('storedMtimeNs', numberRule)),
            ino: BigInt(item.text('ino', inodeRule)),
            foundAt: item.text('foundAt', utcMoment)
        };
    });
}
function known_damage_pathOf(text) {
    const path = unescapeBytes(text);
    if (path === undefined)
        throw new KnownDamageProblem(`a path is ${(0,quoted_value/* quoteValue */.c)(text)}; expected one as in a manifest`);
    return path;
}
const idRule = { allows: isSnapshotId, expected: 'the id of a snapshot' };
const sha256Rule = { allows: text => /^[0-9a-f]{64}$/.test(text), expected: '64 hexadecimal digits' };
const numberRule = { allows: text => /^-?\d{1,30}$/.test(text), expected: 'nanoseconds' };
const inodeRule = { allows: text => /^\d{1,20}$/.test(text), expected: 'the number of an inode' };
function updateKnownDamage(before, verdicts) {
    const old = new Map(before.map(one => [identity(one), one]));
    const found = new Map();
    for (const one of verdicts.found) {
        const foundAt = old.get(identity(one))?.foundAt ?? one.foundAt;
        found.set(identity(one), { ...one, foundAt });
    }
    const stays = (one) => !found.has(identity(one)) && !verdicts.isEverything && !verdicts.whole.has(one.ino);
    return [...before.filter(stays), ...found.values()];
}
const identity = (one) => `${one.ino} ${damageKey(one)}`;
const isSameKnowledge = (a, b) => encodeKnownDamage(a) === encodeKnownDamage(b);

;// CONCATENATED MODULE: ./lib/core/list.js
class MadeList {
    at(index) {
        const at = index < 0 ? this.length + index : index;
        return at >= 0 && at < this.length ? this.make(at) : undefined;
    }
    *[Symbol.iterator]() {
        for (let index = 0; index < this.length; index++)
            yield this.make(index);
    }
}
class LazyList extends MadeList {
    #length;
    #make;
    constructor(length, make) {
        super();
        this.#length = length;
        this.#make = make;
    }
    get length() {
        return this.#length;
    }
    make(index) {
        return this.#make(index);
    }
}
function listOfParts(length, parts, partLength, read) {
    return new LazyList(length, index => {
        const part = parts[Math.floor(index / partLength)];
        if (part === undefined)
            throw new RangeError(`there is no part with the item ${index}`);
        return read(part, index % partLength);
    });
}
function partOf(list, from, most) {
    const part = [];
    const end = Math.min(from + most, list.length);
    for (let at = from; at < end; at++) {
        const item = list.at(at);
        if (item !== undefined)
            part.push(item);
    }
    return part;
}
function chosen(list, isWanted) {
    const wanted = [];
    for (const item of list)
        if (isWanted(item))
            wanted.push(item);
    return wanted;
}

;// CONCATENATED MODULE: ./lib/actions/known-damage.js


async function markDamage(volume, bases) {
    const warnings = [];
    const known = new Map();
    for (const name of new Set(bases.map(({ series }) => series))) {
        const { damaged, problem } = await volume.series(name).knownDamage();
        if (problem !== undefined) {
            warnings.push(`Which files of the series ${name} are damaged is not known any more, as the list of them cannot be used (${problem}): some could be linked to. Verify all its snapshots, which writes the list anew.`);
        }
        for (const one of damaged)
            known.set(damageKey(one), [...(known.get(damageKey(one)) ?? []), one]);
    }
    if (known.size === 0)
        return { bases, warnings };
    const marked = [];
    for (const base of bases) {
        const damaged = await known_damage_damagedIn(volume.series(base.series), base, known);
        marked.push(damaged.size === 0 ? base : { ...base, damaged });
    }
    return { bases: marked, warnings };
}
async function known_damage_damagedIn(series, base, known) {
    const suspects = chosen(base.entries, entry => entry.type === 'file' && known.has(damageKey(entry)));
    const tree = series.tree(base.id);
    const seen = await tree.look(suspects.map(({ path }) => path));
    const damaged = new Set();
    const doubtful = [];
    suspects.forEach((entry, index) => {
        const held = seen[index];
        if (held === undefined)
            return;
        if (!('ino' in held) || known.get(damageKey(entry))?.some(({ ino }) => ino === held.ino) === true)
            damaged.add(entry.path);
        else
            doubtful.push({ entry, ino: held.ino });
    });
    const files = [...new Map(doubtful.map(one => [one.ino, one.entry])).entries()];
    const digests = await tree.reread(files.map(([, entry]) => entry));
    const rotten = new Set(files.filter(([, { sha256 }], index) => digests[index] !== sha256).map(([ino]) => ino));
    for (const { entry, ino } of doubtful)
        if (rotten.has(ino))
            damaged.add(entry.path);
    return damaged;
}

;// CONCATENATED MODULE: ./lib/actions/misplaced-directories.js



async function markMisplaced(volume, bases) {
    const warnings = [];
    const sound = [];
    for (const base of bases) {
        const behind = await behindOthers(volume, base);
        const [first] = behind;
        if (first === undefined)
            sound.push(base);
        else {
            sound.push({ ...base, damaged: new Set([...(base.damaged ?? []), ...behind]) });
            warnings.push(`In the snapshot ${base.id} of ${base.series} something else stands where a directory was stored, on the way to ${(0,display/* showName */.$i)(first)}: nothing behind it is linked to. Somebody changed that snapshot; "verify" tells what else.`);
        }
    }
    return { bases: sound, warnings };
}
async function behindOthers(volume, { series, id, entries }) {
    const directories = chosen(entries, ({ type, path }) => type === 'dir' && path !== '.').map(({ path }) => path);
    const stored = await volume.series(series).tree(id).inspect(directories);
    const replaced = new Set();
    directories.forEach((path, index) => {
        const now = stored[index];
        if ((now !== undefined && now.type !== 'dir') || replaced.has((0,byte_path/* parentPath */.yl)(path)))
            replaced.add(path);
    });
    if (replaced.size === 0)
        return new Set();
    return new Set(chosen(entries, ({ path, type }) => type !== 'dir' && replaced.has((0,byte_path/* parentPath */.yl)(path))).map(({ path }) => path));
}

;// CONCATENATED MODULE: ./lib/actions/bases.js




const most = 20;
async function chooseBases(volume, own, listed, linkFrom, reporter, ahead) {
    const bases = [];
    const warnings = [];
    let record;
    for (const name of [own.name, ...linkFrom.filter(other => other !== own.name)]) {
        if (bases.length === most) {
            warnings.push(`"link-from" names more series than can be linked against: the first ${most} that have a snapshot are.`);
            break;
        }
        const series = name === own.name ? own : volume.series(name);
        const found = await (name === own.name
            ? newestReadable(series, listed, warnings, ahead)
            : newestReadable(series, await series.list(), warnings));
        if (found === undefined) {
            if (name !== own.name)
                reporter.info(`The series ${name} has no complete snapshot to link against.`);
            continue;
        }
        bases.push(found.base);
        record ??= found.record;
    }
    const marked = await markDamage(volume, bases);
    const sound = markMisplaced(volume, marked.bases);
    sound.catch(() => undefined);
    return {
        bases: marked.bases,
        warnings: [...warnings, ...marked.warnings],
        sound,
        ...(record === undefined ? {} : { record })
    };
}
async function readAhead(series) {
    try {
        const newest = (await series.list()).find(({ record }) => record !== undefined);
        if (newest?.record === undefined)
            return undefined;
        const { id, record } = newest;
        const entries = series
            .manifest(id)
            .then(found => (manifestDigest(found) === record.digest ? found : undefined))
            .catch(() => undefined);
        return { id, digest: record.digest, entries };
    }
    catch {
        return undefined;
    }
}
async function newestReadable(series, listed, warnings, ahead) {
    for (const { id, damage } of listed) {
        if (damage === undefined)
            continue;
        warnings.push(`The record of ${id} cannot be used (${damage}), so nothing is linked to that snapshot; its files are untouched.`);
    }
    for (const { id, record } of listed) {
        if (record === undefined)
            continue;
        try {
            const known = ahead?.id === id ? await ahead.entries : undefined;
            if (known !== undefined && ahead?.digest === record.digest)
                return { base: { series: series.name, id, entries: known }, record };
            const entries = await series.manifest(id);
            if (manifestDigest(entries) !== record.digest)
                throw new Error('its digest is not the one in the record');
            return { base: { series: series.name, id, entries }, record };
        }
        catch (error) {
            warnings.push(`The manifest of ${id} cannot be used (${(0,core_failure/* messageOf */.bD)(error)}), so nothing is linked to that snapshot; its files are untouched.`);
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/core/current-snapshot.js

function currentSnapshot(listed, latest, now) {
    const complete = listed.filter(({ record }) => record !== undefined);
    const pointed = complete.find(({ id }) => id === latest);
    const newest = complete.find(({ id }) => !isAfter(id, now)) ?? complete[0];
    if (pointed === undefined || newest === undefined)
        return newest;
    return isAfter(pointed.id, now) || descends(pointed, newest.id, complete) ? pointed : newest;
}
const isAfter = (id, now) => (parseSnapshotId(id)?.moment.getTime() ?? 0) > now.getTime();
function descends(from, ancestor, complete) {
    const byId = new Map(complete.map(one => [one.id, one]));
    const seen = new Set();
    for (let one = from; one !== undefined && !seen.has(one.id);) {
        seen.add(one.id);
        const base = one.record?.base;
        if (base === undefined || base.series !== undefined)
            return false;
        if (base.id === ancestor)
            return true;
        one = byId.get(base.id);
    }
    return false;
}

;// CONCATENATED MODULE: ./lib/core/latest-link.js

const latestName = 'latest';
function latest_link_snapshotOfLatest(target) {
    const id = target.replace(/^\.\//, '').replace(/\/$/, '');
    return isSnapshotId(id) ? id : undefined;
}

;// CONCATENATED MODULE: ./lib/actions/current.js



async function listCurrentFirst(story, series) {
    const listed = await series.list();
    const latest = await series.latest();
    const now = story.ports.clock.now();
    const current = currentSnapshot(listed, latest.state === 'link' ? latest_link_snapshotOfLatest(latest.target) : undefined, now);
    const ahead = listed.find(({ id, record }) => record !== undefined && isAfter(id, now));
    if (ahead !== undefined) {
        story.warn(`The snapshot ${ahead.id} is dated in the future: the clock of this machine, or of the one that took it, is wrong.`);
    }
    return current === undefined ? listed : [current, ...listed.filter(({ id }) => id !== current.id)];
}
async function repairLatest(story, series, current) {
    const latest = await series.latest();
    if (latest.state === 'blocked') {
        throw new core_failure/* Failure */.HR('volume', `${series.path}/latest is ${latest.target}, where the link to the newest snapshot belongs. Move it away; it is not touched here.`);
    }
    if (current?.record === undefined || latest_link_snapshotOfLatest(latest.target) === current.id)
        return;
    await series.pointLatest(current.id);
    story.note(`latest did not point to the last complete snapshot, and points to ${current.id} again.`);
}

;// CONCATENATED MODULE: ./lib/core/entry.js
const entry_sourceModeOf = (entry) => entry.sourceMode ?? entry.mode;
function asStored(source, storedMtimeNs, storedMode) {
    const { sourceMode, mode } = source;
    if (sourceMode === undefined && (storedMode === undefined || storedMode === mode))
        return new StoredEntry(source, storedMtimeNs);
    const { path, type, size, mtimeNs, sha256, owner, target } = source;
    return {
        ...{ path, type, mode: storedMode ?? mode, sourceMode: entry_sourceModeOf(source), size, mtimeNs, storedMtimeNs },
        ...(owner !== undefined && { owner }),
        ...(sha256 !== undefined && { sha256 }),
        ...(target !== undefined && { target })
    };
}
class StoredEntry {
    #source;
    #storedMtimeNs;
    constructor(source, storedMtimeNs) {
        this.#source = source;
        this.#storedMtimeNs = storedMtimeNs;
    }
    get path() {
        return this.#source.path;
    }
    get type() {
        return this.#source.type;
    }
    get mode() {
        return this.#source.mode;
    }
    get owner() {
        return this.#source.owner;
    }
    get size() {
        return this.#source.size;
    }
    get mtimeNs() {
        return this.#source.mtimeNs;
    }
    get storedMtimeNs() {
        return this.#storedMtimeNs;
    }
    get sha256() {
        return this.#source.sha256;
    }
    get target() {
        return this.#source.target;
    }
}
function entryWith(entry, changes) {
    const own = {};
    for (const name of reckonedBy(entry)) {
        const value = entry[name];
        if (value !== undefined)
            own[name] = value;
    }
    return { ...own, ...entry, ...changes };
}
const reckoned = new Map();
function reckonedBy(entry) {
    const kind = Object.getPrototypeOf(entry);
    let names = reckoned.get(kind);
    if (names === undefined) {
        const all = kind === Object.prototype ? [] : Object.entries(Object.getOwnPropertyDescriptors(kind));
        reckoned.set(kind, (names = all.filter(([, property]) => 'get' in property).map(([name]) => name)));
    }
    return names;
}
const isLocked = ({ mode }) => (mode & 0o300) !== 0o300;
const sameOwner = (a, b) => a?.uid === b?.uid && a?.gid === b?.gid;

;// CONCATENATED MODULE: ./lib/actions/unchanged.js



async function isUnchanged(story, series, current, planned) {
    const { tags, pin } = story.inputs;
    if (current.digest !== planned.digest || planned.base?.id !== current.id || planned.base.series !== series.name)
        return false;
    if (!tags.every(tag => current.tags.includes(tag)) || (pin && !current.pinned)) {
        story.note(`Nothing changed since ${current.id}, but it lacks a tag or the pin asked for, so a new snapshot is taken.`);
        return false;
    }
    const { damaged } = planned.base;
    if (damaged !== undefined) {
        story.warn(`Nothing changed in the source, but a verification found ${(0,units/* countOf */.pq)(damaged.size, 'file', 'files')} of the snapshot ${current.id} damaged. A new one is taken, which is whole.`);
        return false;
    }
    const isWhole = await holdsAll(series.tree(current.id), planned.base.entries);
    if (!isWhole) {
        story.warn(`Nothing changed in the source, but the snapshot ${current.id} is no longer what was stored: something changed or removed files in it. A new one is taken.`);
    }
    return isWhole;
}
const lookedAtOnce = 20_000;
async function holdsAll(tree, entries) {
    for (let at = 0; at < entries.length; at += lookedAtOnce) {
        const part = partOf(entries, at, lookedAtOnce);
        const stored = await tree.inspect(part.map(({ path }) => path));
        if (!part.every((entry, index) => isHeld(entry, stored[index])))
            return false;
    }
    return true;
}
function isHeld(entry, now) {
    if (now?.type !== entry.type)
        return false;
    if (entry.type === 'link')
        return now.target === entry.target;
    if (now.mode !== entry.mode || (entry.owner !== undefined && !sameOwner(entry.owner, now)))
        return false;
    return entry.type === 'dir' || (now.size === entry.size && now.mtimeNs === entry.storedMtimeNs);
}

;// CONCATENATED MODULE: ./lib/actions/findings.js

const sentences = {
    'link-limit': ({ files, theirFiles, copies, toThem }) => `${files} could not be linked, because ${theirFiles} as many links as the filesystem allows. ${copies} stored. Nothing needs to be done: later snapshots link to ${toThem}, so the room is paid for once.`,
    'other-filesystem': ({ files, copies }) => `${files} could not be linked, because the base lies on another filesystem. ${copies} stored. Keep a series on one filesystem.`,
    altered: ({ files, copies }) => `${files} could not be linked, because the base no longer holds what was stored: something changed or removed it inside an old snapshot. ${copies} stored, so the new snapshot is right; the old ones are damaged.`,
    damaged: ({ files, copies }) => `${files} could not be linked, because a verification found the stored bytes damaged. ${copies} stored, so the new snapshot is right; the old ones are damaged. Check the disk of the volume.`,
    refused: ({ files, copies }) => `${files} could not be linked, because the kernel or the filesystem refused it. ${copies} stored. Let one user own all snapshots of a series.`
};
const wordsFor = (count) => count === 1
    ? { files: 'One file', theirFiles: 'its stored file has', copies: 'A fresh copy was', toThem: 'this copy' }
    : {
        files: `${(0,units/* formatCount */.B4)(count)} files`,
        theirFiles: 'their stored files have',
        copies: 'Fresh copies were',
        toThem: 'these copies'
    };
const findings = (inputs, record) => [
    ...record.causes.flatMap(({ cause, files }) => sentences[cause]?.(wordsFor(files)) ?? []),
    ...ratioTooLow(inputs, record)
];
function ratioTooLow({ minLinkRatio }, record) {
    if (minLinkRatio === undefined || record.base === undefined || record.files === 0)
        return [];
    const ratio = record.filesLinked / record.files;
    if (ratio >= minLinkRatio)
        return [];
    return [
        `Only ${(0,units/* formatPercent */.l9)(ratio)} of the files could be linked; "min-link-ratio" expects ${(0,units/* formatPercent */.l9)(minLinkRatio)}. The summary says why files were copied.`
    ];
}
const cannotDelete = (left) => `Some of what was to be deleted could not be, and is tried again by the next run: ${left.slice(0, 3).join('; ')}${left.length > 3 ? ` and ${(0,units/* formatCount */.B4)(left.length - 3)} more` : ''}`;

;// CONCATENATED MODULE: ./lib/core/record.js
const recordFormat = 1;
const mostLargest = 10;
const countsOf = (of) => ({
    files: of.files,
    filesLinked: of.filesLinked,
    filesCopied: of.filesCopied,
    filesAdded: of.filesAdded,
    filesChanged: of.filesChanged,
    filesMoved: of.filesMoved,
    filesRemoved: of.filesRemoved,
    directories: of.directories,
    symlinks: of.symlinks
});
const record_bytesOf = (of) => ({
    bytes: of.bytes,
    bytesLinked: of.bytesLinked,
    bytesAdded: of.bytesAdded,
    bytesOnDisk: of.bytesOnDisk
});

;// CONCATENATED MODULE: ./lib/core/room.js
const block = 4096;
const manifestLine = 100;
const ownFiles = 4;
function treeRoom(copies, directories, symlinks) {
    let bytes = directories * block;
    for (const { size, allocated } of copies)
        bytes += Math.ceil((allocated < size ? allocated : size) / block) * block;
    return { bytes, inodes: copies.length + directories + symlinks };
}
function roomNeeded(copies, directories, symlinks, entries) {
    const tree = treeRoom(copies, directories, symlinks);
    return { bytes: tree.bytes + entries * manifestLine + ownFiles * block, inodes: tree.inodes + ownFiles };
}
const isSparse = (entry) => entry.allocated < entry.size;

;// CONCATENATED MODULE: ./lib/core/cause.js
const cause_causes = [
    'new',
    'content',
    'mode',
    'owner',
    'mtime',
    'link-limit',
    'other-filesystem',
    'altered',
    'damaged',
    'refused'
];

;// CONCATENATED MODULE: ./lib/core/settled.js

const largestKept = 20;
function tally(settled) {
    const byCause = new Map(cause_causes.map(cause => [cause, { files: 0, bytes: 0 }]));
    const copied = [];
    const sum = { files: 0, filesLinked: 0, filesCopied: 0, directories: 0, symlinks: 0, bytes: 0, bytesLinked: 0 };
    for (const { entry, how, cause } of settled) {
        if (entry.type === 'dir')
            sum.directories++;
        else if (entry.type === 'link')
            sum.symlinks++;
        else {
            sum.files++;
            sum.bytes += entry.size;
            if (how === 'linked') {
                sum.filesLinked++;
                sum.bytesLinked += entry.size;
            }
            else {
                sum.filesCopied++;
                const counted = byCause.get(cause ?? 'new');
                if (counted !== undefined) {
                    counted.files++;
                    counted.bytes += entry.size;
                }
                copied.push({ path: entry.path, bytes: entry.size, cause: cause ?? 'new' });
            }
        }
    }
    return {
        ...sum,
        causes: [...byCause]
            .map(([cause, { files, bytes }]) => ({ cause, files, bytes }))
            .filter(({ files }) => files > 0)
            .sort((a, b) => b.bytes - a.bytes || b.files - a.files),
        largest: copied.sort((a, b) => b.bytes - a.bytes).slice(0, largestKept)
    };
}

;// CONCATENATED MODULE: ./lib/core/old-version.js

const largeFile = 8 * 1024 * 1024;
function oldVersions(source, bases) {
    const large = chosen(source, isLarge);
    const versions = new Map();
    if (large.length === 0 || bases.length === 0)
        return versions;
    for (const base of bases) {
        const held = chosen(base.entries, entry => isLarge(entry) && base.damaged?.has(entry.path) !== true);
        const byPath = new Map(held.map(entry => [entry.path, entry]));
        const staying = new Set(held.length === 0 ? [] : chosen(source, ({ path }) => byPath.has(path)).map(({ path }) => path));
        const goneByName = new Map();
        for (const entry of held.filter(({ path }) => !staying.has(path))) {
            const name = old_version_nameOf(entry.path);
            goneByName.set(name, [...(goneByName.get(name) ?? []), entry]);
        }
        for (const { path, size } of large) {
            const old = byPath.get(path) ?? nearest(goneByName.get(old_version_nameOf(path)) ?? [], size);
            if (old === undefined || versions.has(path))
                continue;
            versions.set(path, { path, tree: { series: base.series, id: base.id }, from: old.path, size });
        }
    }
    return versions;
}
const isLarge = ({ type, size }) => type === 'file' && size >= largeFile;
const old_version_nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);
function nearest(candidates, size) {
    let best;
    for (const entry of candidates) {
        if (best === undefined || Math.abs(entry.size - size) < Math.abs(best.size - size))
            best = entry;
    }
    return best;
}

;// CONCATENATED MODULE: ./lib/core/content-key.js

const contentKey = (entry) => entry.sha256 === undefined || entry.size === 0
    ? undefined
    : `${entry.sha256} ${entry_sourceModeOf(entry)} ${entry.owner?.uid ?? ''} ${entry.owner?.gid ?? ''}`;
const digestStart = (sha256) => parseInt(sha256.slice(0, 8), 16) >>> 0;

;// CONCATENATED MODULE: ./lib/core/entry-list.js
function isInOrder(entries) {
    if (entries.isInOrder === true)
        return true;
    let previous;
    for (const { path } of entries) {
        if (previous !== undefined && previous !== '.' && previous >= path)
            return false;
        if (path === '.' && previous !== undefined)
            return false;
        previous = path;
    }
    return true;
}

;// CONCATENATED MODULE: ./lib/core/path-index.js

class PathIndex {
    #entries;
    #next = 0;
    #made = -1;
    #entry;
    #path;
    constructor(entries) {
        this.#entries = isInOrder(entries) ? entries : inOrder(entries);
    }
    get(path) {
        return this.at(this.rowOf(path));
    }
    rowOf(path) {
        const next = this.#next;
        if (this.#pathAt(next) === path)
            return this.#next++;
        const at = this.#firstFrom(path);
        this.#next = at;
        return this.#pathAt(at) === path ? this.#next++ : -1;
    }
    at(row) {
        if (row < 0)
            return undefined;
        if (row !== this.#made)
            this.#make(row);
        return this.#entry;
    }
    #pathAt(row) {
        if (row !== this.#made)
            this.#make(row);
        return this.#path;
    }
    #make(row) {
        this.#made = row;
        this.#entry = this.#entries.at(row);
        this.#path = this.#entry?.path;
    }
    #firstFrom(path) {
        let low = 0;
        let high = this.#entries.length;
        while (low < high) {
            const middle = (low + high) >>> 1;
            const there = this.#pathAt(middle);
            if (there !== undefined && (there === '.' || there < path))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
function inOrder(entries) {
    const byPath = new Map(Array.from(entries, entry => [entry.path, entry]));
    byPath.delete('.');
    return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

;// CONCATENATED MODULE: ./lib/core/base-index.js


class BaseIndex {
    tree;
    byPath;
    files;
    #base;
    #strangers;
    #byContent;
    constructor(base, strangers) {
        this.tree = { series: base.series, id: base.id };
        this.byPath = new PathIndex(base.entries);
        let files = 0;
        for (const { type } of base.entries)
            if (type === 'file')
                files++;
        this.files = files;
        this.#base = base;
        this.#strangers = strangers;
    }
    isDamaged(path) {
        return this.#base.damaged?.has(path) === true;
    }
    held(row) {
        return this.#heldAs(this.byPath.at(row));
    }
    holderOf(key, isInSource) {
        const holders = this.#holders(key);
        if (holders === undefined)
            return undefined;
        while (holders.next < holders.rows.length) {
            const holder = this.#entryOf(holders.rows[holders.next++]);
            if (holder !== undefined && !isInSource(holder.path))
                return this.#heldAs(holder);
        }
        return this.#heldAs(this.#entryOf(holders.rows[0]));
    }
    wholeHolderOf(key) {
        for (const row of this.#holders(key)?.rows ?? []) {
            const held = this.#heldAs(this.#entryOf(row));
            if (held?.isWhole === true)
                return held;
        }
        return undefined;
    }
    #heldAs(stored) {
        return stored && { tree: this.tree, stored, isWhole: !this.isDamaged(stored.path) };
    }
    #entryOf(row) {
        return row === undefined ? undefined : this.#base.entries.at(row);
    }
    #holders(key) {
        return (this.#byContent ??= this.#madeByContent()).get(key);
    }
    #madeByContent() {
        const byContent = new Map();
        let row = -1;
        for (const entry of this.#base.entries) {
            row++;
            if (!this.#strangers.sizes.has(entry.size))
                continue;
            if (entry.sha256 === undefined || !this.#strangers.starts.has(digestStart(entry.sha256)))
                continue;
            const key = contentKey(entry);
            if (key === undefined)
                continue;
            const holders = byContent.get(key);
            if (holders === undefined)
                byContent.set(key, { rows: [row], next: 0 });
            else
                holders.rows.push(row);
        }
        return byContent;
    }
}

;// CONCATENATED MODULE: ./lib/core/content-table.js

class ContentTable {
    #held = [];
    #slots = new Uint32Array(2 * 256);
    firstLike(entry) {
        const key = contentKey(entry);
        if (key === undefined)
            return entry;
        const start = digestStart(key);
        const mask = this.#slots.length / 2 - 1;
        for (let slot = start & mask;; slot = (slot + 1) & mask) {
            const number = this.#slots[slot * 2 + 1] ?? 0;
            if (number === 0) {
                this.#take(slot, start, entry);
                return entry;
            }
            const held = this.#slots[slot * 2] === start ? this.#held[number - 1] : undefined;
            if (held !== undefined && contentKey(held) === key)
                return held;
        }
    }
    #take(slot, start, entry) {
        this.#slots[slot * 2] = start;
        this.#slots[slot * 2 + 1] = this.#held.push(entry);
        if (this.#held.length * 4 > this.#slots.length)
            this.#grow();
    }
    #grow() {
        const before = this.#slots;
        this.#slots = new Uint32Array(before.length * 2);
        const mask = this.#slots.length / 2 - 1;
        for (let at = 0; at < before.length; at += 2) {
            const [start = 0, number = 0] = [before[at], before[at + 1]];
            if (number === 0)
                continue;
            let slot = start & mask;
            while (this.#slots[slot * 2 + 1] !== 0)
                slot = (slot + 1) & mask;
            this.#slots[slot * 2] = start;
            this.#slots[slot * 2 + 1] = number;
        }
    }
}

;// CONCATENATED MODULE: ./lib/core/parts.js
const rowsOfPart = 4096;
const placeInPart = (row) => row % rowsOfPart;
class Parts {
    #parts = [];
    #make;
    constructor(make) {
        this.#make = make;
    }
    forNew(row) {
        return (this.#parts[Math.floor(row / rowsOfPart)] ??= this.#make());
    }
    of(row) {
        const part = this.#parts[Math.floor(row / rowsOfPart)];
        if (part === undefined)
            throw new RangeError(`there is no row ${row}`);
        return part;
    }
}

;// CONCATENATED MODULE: ./lib/core/entry-table.js




const digestBytes = 32;
const pathBytes = 48;
const fitsColumn = (ns) => BigInt.asIntN(64, ns) === ns;
class EntryTable extends MadeList {
    #owners = new Owners();
    #parts = new Parts(() => new Part(this.#owners));
    #length = 0;
    isInOrder = false;
    get length() {
        return this.#length;
    }
    push(entry, digest) {
        const row = this.#length++;
        this.#parts.forNew(row).put(placeInPart(row), entry, digest);
    }
    make(index) {
        return this.#parts.of(index).at(placeInPart(index));
    }
}
class Part {
    isFile = new Uint8Array(rowsOfPart);
    modes = new Uint16Array(rowsOfPart);
    sizes = new Float64Array(rowsOfPart);
    mtimes = new BigInt64Array(rowsOfPart);
    storedMtimes = new BigInt64Array(rowsOfPart);
    digests = external_node_buffer_.Buffer.allocUnsafeSlow(rowsOfPart * digestBytes);
    #owners;
    #ownerOf = new Uint32Array(rowsOfPart);
    #ends = new Uint32Array(rowsOfPart + 1);
    #paths = external_node_buffer_.Buffer.allocUnsafeSlow(rowsOfPart * pathBytes);
    #others = new Map();
    constructor(owners) {
        this.#owners = owners;
    }
    put(row, entry, digest) {
        const { path, type, mode, sourceMode, owner, size, mtimeNs, storedMtimeNs, sha256, target } = entry;
        const start = this.#ends[row] ?? 0;
        const isUsual = type === 'file' ? digest !== undefined || sha256?.length === digestBytes * 2 : type === 'dir';
        if (!isUsual ||
            sourceMode !== undefined ||
            target !== undefined ||
            !fitsColumn(mtimeNs) ||
            !fitsColumn(storedMtimeNs)) {
            this.#ends[row + 1] = start;
            const sum = digest === undefined ? {} : { sha256: external_node_buffer_.Buffer.from(digest).toString('hex') };
            this.#others.set(row, entryWith(entry, sum));
            return;
        }
        this.isFile[row] = type === 'file' ? 1 : 0;
        this.modes[row] = mode;
        this.sizes[row] = size;
        this.mtimes[row] = mtimeNs;
        this.storedMtimes[row] = storedMtimeNs;
        if (owner !== undefined)
            this.#ownerOf[row] = this.#owners.numberOf(owner);
        if (digest !== undefined)
            this.digests.set(digest, row * digestBytes);
        else if (sha256 !== undefined)
            this.digests.write(sha256, row * digestBytes, 'hex');
        const end = start + path.length;
        if (end > this.#paths.length)
            this.#grow(end);
        this.#paths.write(path, start, 'latin1');
        this.#ends[row + 1] = end;
    }
    at(row) {
        return this.#others.get(row) ?? new Row(this, row);
    }
    path(row) {
        return this.#paths.toString('latin1', this.#ends[row], this.#ends[row + 1]);
    }
    owner(row) {
        return this.#owners.at(this.#ownerOf[row] ?? 0);
    }
    #grow(needed) {
        const more = external_node_buffer_.Buffer.allocUnsafeSlow(Math.max(needed, Math.ceil(this.#paths.length * 1.5)));
        this.#paths.copy(more);
        this.#paths = more;
    }
}
class Owners {
    #known = [];
    #numbers = new Map();
    #last = 0;
    numberOf({ uid, gid }) {
        const last = this.at(this.#last);
        if (last?.uid === uid && last.gid === gid)
            return this.#last;
        const key = `${uid} ${gid}`;
        let number = this.#numbers.get(key);
        if (number === undefined)
            this.#numbers.set(key, (number = this.#known.push({ uid, gid })));
        return (this.#last = number);
    }
    at(number) {
        return number === 0 ? undefined : this.#known[number - 1];
    }
}
class Row {
    #part;
    #row;
    constructor(of, row) {
        this.#part = of;
        this.#row = row;
    }
    get path() {
        return this.#part.path(this.#row);
    }
    get type() {
        return this.#part.isFile[this.#row] === 1 ? 'file' : 'dir';
    }
    get mode() {
        return this.#part.modes[this.#row] ?? 0;
    }
    get owner() {
        return this.#part.owner(this.#row);
    }
    get size() {
        return this.#part.sizes[this.#row] ?? 0;
    }
    get mtimeNs() {
        return this.#part.mtimes[this.#row] ?? 0n;
    }
    get storedMtimeNs() {
        return this.#part.storedMtimes[this.#row] ?? 0n;
    }
    get sha256() {
        const at = this.#row * digestBytes;
        return this.type === 'file' ? this.#part.digests.toString('hex', at, at + digestBytes) : undefined;
    }
}

;// CONCATENATED MODULE: ./lib/core/link-step.js
function linkTo(path, tree, stored) {
    const { size, storedMtimeNs, mode, owner, type } = stored;
    const from = stored.path === path ? path : stored.path;
    if (type === 'link')
        return { path, tree, from, size, storedMtimeNs, ...(owner === undefined ? {} : { owner }) };
    return owner === undefined
        ? { path, tree, from, size, storedMtimeNs, mode }
        : { path, tree, from, size, storedMtimeNs, mode, owner };
}

;// CONCATENATED MODULE: ./lib/core/planned-links.js





class PlannedLinks extends MadeList {
    #entries = [];
    #trees = [];
    #parts = new Parts(() => ({
        times: new BigInt64Array(rowsOfPart),
        modes: new Uint16Array(rowsOfPart),
        trees: new Uint8Array(rowsOfPart)
    }));
    #others = new Map();
    get length() {
        return this.#entries.length;
    }
    push(entry, tree, stored) {
        const index = this.#entries.push(entry) - 1;
        const { storedMtimeNs, mode } = stored;
        const columns = this.#parts.forNew(index);
        const isUsual = entry.type === 'file' &&
            stored.path === entry.path &&
            stored.size === entry.size &&
            sameOwner(stored.owner, entry.owner) &&
            fitsColumn(storedMtimeNs);
        if (!isUsual) {
            this.#others.set(index, linkTo(entry.path, tree, stored));
            return;
        }
        const at = placeInPart(index);
        columns.times[at] = storedMtimeNs;
        columns.modes[at] = mode;
        columns.trees[at] = this.#numberOf(tree);
    }
    make(index) {
        const entry = this.#entries[index];
        if (entry === undefined)
            throw new RangeError(`there is no link ${index}`);
        return { entry, step: this.#others.get(index) ?? this.#step(index, entry) };
    }
    #step(index, { path, size, owner }) {
        const columns = this.#parts.of(index);
        const at = placeInPart(index);
        const tree = this.#trees[columns.trees[at] ?? 0];
        if (tree === undefined)
            throw new RangeError(`the link ${index} leads to no tree`);
        const [storedMtimeNs, mode] = [columns.times[at] ?? 0n, columns.modes[at] ?? 0];
        return owner === undefined
            ? { path, tree, from: path, size, storedMtimeNs, mode }
            : { path, tree, from: path, size, storedMtimeNs, mode, owner };
    }
    #numberOf(tree) {
        const found = this.#trees.indexOf(tree);
        return found < 0 ? this.#trees.push(tree) - 1 : found;
    }
}

;// CONCATENATED MODULE: ./lib/core/plan.js






function planByContent(source, bases) {
    const strangers = { starts: new Set(), sizes: new Set() };
    const indexes = bases.map(base => new BaseIndex(base, strangers));
    const own = new OwnPaths(source, indexes, strangers);
    const index = new PathIndex(source);
    const isInSource = (path) => index.get(path)?.type === 'file';
    const first = indexes[0];
    const movedFrom = new Set();
    const directories = [];
    const symlinks = [];
    const links = new PlannedLinks();
    const unlinked = [];
    let filesAdded = 0;
    let filesMoved = 0;
    let row = -1;
    for (const entry of source) {
        row++;
        if (entry.type === 'dir') {
            directories.push(entry);
            continue;
        }
        const held = own.at(row) ?? elsewhere(entry, indexes, (base, key) => base.holderOf(key, isInSource));
        const whole = held === undefined || held.isWhole ? held : elsewhere(entry, indexes, (base, key) => base.wholeHolderOf(key));
        if (whole !== undefined)
            links.push(entry, whole.tree, whole.stored);
        else if (entry.type === 'link')
            symlinks.push(entry);
        else
            unlinked.push({ entry, cause: held === undefined ? causeOfCopy(entry, first) : 'damaged' });
        if (entry.type !== 'file' || own.wasFile(row))
            continue;
        const from = held !== undefined && held.tree === first?.tree ? held.stored.path : undefined;
        if (from !== undefined && !isInSource(from) && !movedFrom.has(from)) {
            movedFrom.add(from);
            filesMoved++;
        }
        else
            filesAdded++;
    }
    return {
        directories,
        symlinks,
        links,
        ...shareCopies(unlinked),
        difference: {
            filesAdded,
            filesChanged: own.filesChanged,
            filesMoved,
            filesRemoved: (first?.files ?? 0) - own.filesStayed - filesMoved
        }
    };
}
class OwnPaths {
    #indexes;
    #base;
    #row;
    #wasFile;
    filesStayed = 0;
    filesChanged = 0;
    constructor(source, indexes, strangers) {
        this.#indexes = indexes;
        this.#base = new Uint8Array(source.length);
        this.#row = new Uint32Array(source.length);
        this.#wasFile = new Uint8Array(source.length);
        let row = -1;
        for (const entry of source) {
            row++;
            if (entry.type === 'dir')
                continue;
            const isWhole = this.#find(entry, row);
            if (isWhole || indexes.length === 0 || entry.sha256 === undefined)
                continue;
            strangers.starts.add(digestStart(entry.sha256));
            strangers.sizes.add(entry.size);
        }
    }
    at(row) {
        const number = this.#base[row] ?? 0;
        return number === 0 ? undefined : this.#indexes[number - 1]?.held(this.#row[row] ?? -1);
    }
    wasFile(row) {
        return this.#wasFile[row] === 1;
    }
    #find(entry, row) {
        const { path, type } = entry;
        for (const [number, index] of this.#indexes.entries()) {
            const there = index.byPath.rowOf(path);
            const before = index.byPath.at(there);
            if (before === undefined)
                continue;
            const isSame = before.type === type && isSameAs(entry, before);
            if (number === 0 && type === 'file' && before.type === 'file') {
                this.#wasFile[row] = 1;
                this.filesStayed++;
                if (!isSame)
                    this.filesChanged++;
            }
            if (!isSame)
                continue;
            this.#base[row] = number + 1;
            this.#row[row] = there;
            return !index.isDamaged(path);
        }
        return false;
    }
}
function isSameAs(entry, before) {
    if (entry.type === 'link')
        return entry.target === before.target && sameOwner(entry.owner, before.owner);
    return (entry.size === before.size &&
        entry.sha256 !== undefined &&
        entry.sha256 === before.sha256 &&
        entry_sourceModeOf(entry) === entry_sourceModeOf(before) &&
        sameOwner(entry.owner, before.owner));
}
function shareCopies(wanted) {
    const leaders = new ContentTable();
    const copies = [];
    const twins = [];
    for (const copy of wanted) {
        const { entry, cause } = copy;
        const leader = leaders.firstLike(entry);
        if (leader === entry)
            copies.push(copy);
        else
            twins.push({ entry, of: leader.path, cause });
    }
    return { copies, twins };
}
function elsewhere(entry, indexes, find) {
    const key = contentKey(entry);
    if (key === undefined)
        return undefined;
    for (const index of indexes) {
        const found = find(index, key);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function causeOfCopy(entry, first) {
    const before = first?.byPath.get(entry.path);
    if (before?.type !== 'file')
        return 'new';
    if (before.sha256 !== entry.sha256)
        return 'content';
    if (entry_sourceModeOf(before) !== entry_sourceModeOf(entry))
        return 'mode';
    if (!sameOwner(before.owner, entry.owner))
        return 'owner';
    return 'content';
}

;// CONCATENATED MODULE: ./lib/core/plan-quick.js

function planByTimes(source, bases) {
    const indexes = bases.map(base => ({ base, files: filesOf(base) }));
    const first = indexes[0]?.files;
    const directories = [];
    const symlinks = [];
    const expected = [];
    const rest = [];
    const fresh = [];
    const seen = new Set();
    let filesAdded = 0;
    let filesChanged = 0;
    for (const entry of source) {
        if (entry.type === 'dir')
            directories.push(entry);
        else if (entry.type === 'link')
            symlinks.push(entry);
        else {
            seen.add(entry.path);
            const match = indexes.find(index => isQuickEqual(entry, index.files.get(entry.path)));
            const before = match?.files.get(entry.path);
            const damaged = indexes.find(({ base, files }) => base.damaged?.has(entry.path) === true && isQuickEqual(entry, files.get(entry.path)));
            const beforeDamage = damaged?.files.get(entry.path);
            if (beforeDamage !== undefined)
                fresh.push({ entry, before: beforeDamage });
            else if (match !== undefined && before !== undefined)
                expected.push({ entry, base: match.base, before });
            else
                rest.push(entry);
            const old = first?.get(entry.path);
            if (old === undefined)
                filesAdded++;
            else if (!isQuickEqual(entry, old))
                filesChanged++;
        }
    }
    let filesRemoved = 0;
    for (const path of first?.keys() ?? [])
        if (!seen.has(path))
            filesRemoved++;
    const difference = { filesAdded, filesChanged, filesMoved: 0, filesRemoved };
    return { directories, symlinks, expected, rest, fresh, difference };
}
function causeOfQuickCopy(entry, before) {
    if (before?.type !== 'file')
        return 'new';
    const isOther = entry.sha256 === undefined ? before.size !== entry.size : before.sha256 !== entry.sha256;
    if (isOther)
        return 'content';
    if (before.mode !== entry.mode)
        return 'mode';
    return sameOwner(before.owner, entry.owner) ? 'mtime' : 'owner';
}
function filesOf(base) {
    const files = new Map();
    for (const entry of base.entries)
        if (entry.type === 'file')
            files.set(entry.path, entry);
    return files;
}
const isQuickEqual = (entry, before) => entry.size === before?.size &&
    entry.mtimeNs === before.storedMtimeNs &&
    entry.mode === before.mode &&
    sameOwner(entry.owner, before.owner);

;// CONCATENATED MODULE: ./lib/core/all-of.js
async function allOf(promises) {
    await Promise.allSettled(promises);
    return await Promise.all(promises);
}

;// CONCATENATED MODULE: ./lib/core/settled-list.js




const ways = ['copied', 'linked', 'made'];
class SettledList extends MadeList {
    #entries = [];
    #parts = new Parts(() => new settled_list_Part());
    #series = [];
    #others = new Map();
    get length() {
        return this.#entries.length;
    }
    push(item) {
        const index = this.#entries.push(item.entry) - 1;
        const isTaken = this.#parts.forNew(index).take(placeInPart(index), item, this.#numberOf(item.fromSeries));
        if (!isTaken)
            this.#others.set(index, item);
    }
    make(index) {
        const entry = this.#entries[index];
        const settled = this.#others.get(index) ?? (entry && this.#parts.of(index).tell(placeInPart(index), entry, this.#series));
        if (settled === undefined)
            throw new RangeError(`the path ${index} has no row`);
        return settled;
    }
    #numberOf(series) {
        if (series === undefined)
            return 0;
        const found = this.#series.indexOf(series);
        return found < 0 ? this.#series.push(series) : found + 1;
    }
}
const none = -1n;
const mostLinks = 2 ** 31 - 1;
class settled_list_Part {
    #how = new Uint8Array(rowsOfPart);
    #cause = new Uint8Array(rowsOfPart);
    #series = new Uint8Array(rowsOfPart);
    #ino = new BigInt64Array(rowsOfPart).fill(none);
    #allocated = new Float64Array(rowsOfPart).fill(-1);
    #links = new Int32Array(rowsOfPart);
    take(row, { how, cause, written, ino, allocated, links }, series) {
        const isSeen = allocated !== undefined && links !== undefined && links <= mostLinks;
        const isHeld = isSeen || (allocated === undefined && links === undefined);
        const isKnown = ino === undefined ? series === 0 && !isSeen : ino !== none && fitsColumn(ino);
        const isUsual = (how === 'copied') === (cause !== undefined) && (how === 'linked') === (ino !== undefined);
        if (written !== undefined || !isHeld || !isKnown || !isUsual)
            return false;
        this.#how[row] = ways.indexOf(how);
        if (cause !== undefined)
            this.#cause[row] = cause_causes.indexOf(cause);
        if (ino !== undefined)
            this.#ino[row] = ino;
        this.#series[row] = series;
        if (isSeen) {
            this.#allocated[row] = allocated;
            this.#links[row] = links;
        }
        return true;
    }
    tell(row, entry, series) {
        const how = ways[this.#how[row] ?? 0];
        if (how === 'made')
            return { entry, how };
        const cause = cause_causes[this.#cause[row] ?? 0];
        if (how === 'copied')
            return cause && { entry, how, cause };
        const ino = this.#ino[row];
        const allocated = this.#allocated[row] ?? -1;
        const fromSeries = series[(this.#series[row] ?? 0) - 1];
        if (how === undefined || ino === undefined)
            return undefined;
        if (allocated < 0)
            return fromSeries === undefined ? { entry, how, ino } : { entry, how, ino, fromSeries };
        const links = this.#links[row] ?? 0;
        return fromSeries === undefined
            ? { entry, how, ino, allocated, links }
            : { entry, how, ino, fromSeries, allocated, links };
    }
}

;// CONCATENATED MODULE: ./lib/core/stored-time.js
const granularities = [1n, 100n, 1000n, 1000000n, 1000000000n, 2000000000n];
const farthest = 2n ** 31n * 1000000000n;
const isSameTime = (stored, source) => source < 0n ||
    source >= farthest ||
    granularities.some(step => stored % step === 0n && (stored > source ? stored - source : source - stored) < step);

;// CONCATENATED MODULE: ./lib/actions/copy-files.js







async function copyFiles(work, entries) {
    if (entries.length === 0)
        return { entries: [], changed: new Set(), vanished: [], orphaned: [], cloned: new Map() };
    const first = await copy_files_attempt(work, entries);
    if (first.again.length === 0 && first.messages.length === 0)
        return { entries, changed: new Set(), vanished: [], orphaned: [], cloned: first.cloned };
    const seen = await work.from.look(work.source, first.again.map(entry => entry.path), work.hash);
    const fresh = new Map(seen.flatMap(entry => (entry === undefined ? [] : [[entry.path, entry]])));
    const turned = first.again.find(({ path, type }) => fresh.has(path) && fresh.get(path)?.type !== type);
    if (turned !== undefined)
        throw keepsChanging([turned.path]);
    const retaken = entriesOfSecond(entries, first, fresh);
    const second = await copy_files_attempt({ ...work, linkDest: [], versions: new Map() }, retaken);
    const there = await work.from.look(work.source, second.again.map(entry => entry.path), false);
    const restless = second.again.filter((_, index) => there[index] !== undefined);
    if (restless.length > 0)
        throw keepsChanging(restless.map(entry => entry.path), second.messages);
    if (second.messages.length > 0 && second.again.length === 0)
        throw notTransferred(second.messages);
    const gone = [...first.again.filter(({ path }) => !fresh.has(path)), ...second.again];
    const vanished = new Set(await notStored(work, gone));
    return {
        entries: entries.filter(({ path }) => !vanished.has(path)).map(entry => fresh.get(entry.path) ?? entry),
        changed: new Set(fresh.keys()),
        vanished: [...vanished],
        orphaned: gone.filter(({ path, type }) => type === 'dir' && !vanished.has(path)),
        cloned: without(first.cloned, [...retaken.map(({ path }) => path), ...vanished])
    };
}
const without = (map, keys) => {
    const left = new Map(map);
    for (const key of keys)
        left.delete(key);
    return left;
};
function entriesOfSecond(entries, { again, messages }, fresh) {
    const holding = new Set(again.map(({ path }) => (0,byte_path/* parentPath */.yl)(path)));
    const isMeant = ({ path, type }) => fresh.has(path) ||
        (type === 'dir' && holding.has(path)) ||
        (messages.length > 0 && (again.length === 0 || type !== 'file'));
    const gone = new Set(again.filter(({ path }) => !fresh.has(path)));
    return entries.filter(entry => isMeant(entry) && !gone.has(entry)).map(entry => fresh.get(entry.path) ?? entry);
}
async function notStored(work, gone) {
    const paths = gone.map(entry => entry.path);
    const stored = await work.partial.inspect(paths);
    const digests = work.hash ? await work.partial.hash(paths) : [];
    const isWhole = (entry, index) => isStored(entry, stored[index]) && (!work.hash || digests[index] === entry.sha256);
    const torn = gone.filter((entry, index) => entry.type !== 'dir' && stored[index] !== undefined && !isWhole(entry, index));
    if (torn.length > 0)
        throw keepsChanging(torn.map(entry => entry.path));
    return paths.filter((_, index) => stored[index] === undefined);
}
async function copy_files_attempt(work, entries) {
    if (entries.length === 0)
        return { again: [], messages: [], cloned: new Map() };
    const paths = entries.map(entry => entry.path);
    const outcome = await work.partial.copy({
        root: work.source.root,
        paths,
        ...(work.hash && { entries }),
        keepOwners: work.keepOwners,
        isSparse: entries.some(isSparse),
        linkDest: work.linkDest,
        extraArgs: work.extraArgs,
        totalBytes: entries.reduce((sum, entry) => sum + entry.size, 0),
        versions: paths.flatMap(path => work.versions?.get(path) ?? []),
        ...(work.after && { after: work.after })
    }, work.onProgress);
    if (outcome.refused !== undefined)
        work.onNote(slower(outcome.refused));
    const { unsure } = outcome;
    const open = unsure === undefined ? entries : entries.filter(({ path }) => unsure.has(path));
    const now = await work.from.look(work.source, open.map(({ path }) => path), false);
    const files = open.filter(({ type }) => type === 'file');
    const held = await work.partial.inspect(files.map(({ path }) => path));
    const stored = new Map(files.map((entry, index) => [entry, held[index]]));
    const again = open.filter((entry, index) => !isUntouched(entry, now[index]) || (entry.type === 'file' && !isStored(entry, stored.get(entry))));
    const known = new Set(again);
    const racy = work.hash ? open.filter(entry => entry.type === 'file' && entry.isRacy && !known.has(entry)) : [];
    const digests = await work.partial.hash(racy.map(entry => entry.path));
    again.push(...racy.filter((entry, index) => digests[index] !== entry.sha256));
    const cloned = outcome.cloned ?? new Map();
    return { again, messages: outcome.status === 23 ? outcome.messages : [], cloned };
}
const slower = (refused) => `Small files could not be stored by tar (${refused}), so rsync copied them, which takes longer.`;
const isUntouched = (before, now) => now?.type === before.type &&
    now.dev === before.dev &&
    now.ino === before.ino &&
    now.size === before.size &&
    now.mtimeNs === before.mtimeNs &&
    now.ctimeNs === before.ctimeNs;
const isStored = (entry, stored) => stored?.type === entry.type &&
    (entry.type !== 'file' || stored.size === entry.size) &&
    stored.target === entry.target &&
    (entry.type === 'link' || isSameTime(stored.mtimeNs, entry.mtimeNs));
function keepsChanging(paths, messages = []) {
    const names = firstAsLines(paths, path => (0,display/* showName */.$i)(path));
    const said = firstAsLines(messages, message => `rsync: ${message}`);
    return new core_failure/* Failure */.HR('source', `${(0,units/* countOf */.pq)(paths.length, 'path', 'paths')} of the source could not be stored as read, also at the second attempt; something is still writing there:${names}${said}\nTake the snapshot after the build has ended, or leave out with "exclude" what it still writes.`);
}
const notTransferred = (messages) => new core_failure/* Failure */.HR('rsync', `rsync could not store everything:${firstAsLines(messages, message => message)}`);

;// CONCATENATED MODULE: ./lib/actions/foreseen.js

const foreseen_most = 100_000;
function foresee(plan, directories) {
    if (plan.twins.length > 0 || plan.links.length + plan.copies.length > foreseen_most)
        return undefined;
    const linked = Array.from(plan.links, ({ entry, step }) => asStored(entry, step.storedMtimeNs, step.mode));
    return { linked, entries: [...linked, ...plan.copies.map(({ entry }) => entry), ...plan.symlinks, ...directories] };
}

;// CONCATENATED MODULE: ./lib/actions/link-all.js


async function linkAll(work, wanted, take, onMade) {
    if (wanted.length === 0)
        return;
    const steps = new LazyList(wanted.length, index => itemOf(wanted, index).step);
    const outcomes = await work.partial.link(steps, work.onProgress, onMade);
    for (let index = 0; index < wanted.length; index++)
        take(itemOf(wanted, index), itemOf(outcomes, index), index);
}
function itemOf(list, index) {
    const item = list.at(index);
    if (item === undefined)
        throw new RangeError(`a link was asked for and has no outcome: ${index} of ${list.length}`);
    return item;
}
function linkedAs(source, { storedMtimeNs, mode, tree }, { ino, allocated, links }, entry = asStored(source, storedMtimeNs, mode)) {
    if (tree === 'self')
        return { entry, how: 'linked', ino };
    const fromSeries = tree.series;
    return source.type === 'file' && allocated !== undefined && links !== undefined
        ? { entry, how: 'linked', ino, fromSeries, allocated, links }
        : { entry, how: 'linked', ino, fromSeries };
}

;// CONCATENATED MODULE: ./lib/actions/fill.js









async function fillByContent(work, plan, onPlanned = () => undefined) {
    const directories = plan.directories.filter(entry => entry.path !== '.');
    await work.partial.makeDirectories(directories.map(entry => entry.path));
    const locked = directories.filter(isLocked);
    const open = directories.filter(entry => !isLocked(entry));
    const foreseen = work.partial.preparesCopies === true ? foresee(plan, directories) : undefined;
    const isBeside = plan.links.length >= work.partial.linksToCopyBeside;
    const begun = linkAndCopy(work, plan, foreseen?.linked, isBeside ? [] : open, isBeside);
    if (foreseen !== undefined)
        onPlanned(foreseen.entries);
    const first = await begun;
    const late = await copyLeft(work, first);
    const { settled, vanished, orphaned, alongside } = first;
    append(settled, late);
    const holding = new Set(late.map(({ entry }) => (0,byte_path/* parentPath */.yl)(entry.path)));
    const gone = new Set(orphaned);
    const again = alongside.filter(entry => entry.type === 'dir' && holding.has(entry.path) && !gone.has(entry));
    const left = isBeside ? directories : locked;
    if (foreseen === undefined)
        onPlanned([...Array.from(settled, ({ entry }) => entry), ...left]);
    const last = await copyFiles(work, [...(isBeside ? open : again), ...locked]);
    const fresh = new Map(last.entries.map(entry => [entry.path, entry]));
    const all = last.changed.size === 0 ? settled : withFresh(settled, fresh);
    for (const { path } of left) {
        const entry = fresh.get(path);
        if (entry !== undefined)
            all.push({ entry, how: 'made' });
    }
    append(vanished, last.vanished);
    return { settled: all, vanished, orphaned: [...orphaned, ...last.orphaned] };
}
async function linkAndCopy(work, plan, foreseen, directories, isBeside) {
    const settled = new SettledList();
    let symlinks = [...plan.symlinks];
    let wanted = [];
    let onMade = () => undefined;
    const made = new Promise(resolve => {
        onMade = resolve;
    });
    const linking = linkAll(work, plan.links, ({ entry, step }, outcome, index) => {
        if (outcome.linked)
            settled.push(linkedAs(entry, step, outcome, foreseen?.[index]));
        else if (entry.type === 'link')
            symlinks.push(entry);
        else
            wanted.push({ entry, cause: outcome.cause });
    }, onMade);
    const copies = isBeside ? silentUntil(linking, work) : await readyToCopy(work, () => Promise.race([made, linking]));
    const others = [...directories, ...symlinks];
    symlinks = [];
    const refused = wanted;
    wanted = [];
    const shared = refused.length === 0 ? plan : shareCopies([...plan.copies, ...plan.twins, ...refused]);
    const copying = copyRound(copies, shared, others);
    const [first] = await allOf([copying, linking]);
    for (const entry of first.alongside)
        settled.push({ entry, how: 'made' });
    append(settled, first.settled);
    return { ...first, settled, vanished: [...first.vanished], left: [...wanted, ...first.left], symlinks };
}
async function copyLeft(work, first) {
    const { linked, symlinks, vanished } = first;
    const late = [...linked];
    if (symlinks.length > 0) {
        const again = await copyFiles(work, symlinks);
        for (const entry of again.entries)
            late.push({ entry, how: 'made' });
        append(vanished, again.vanished);
    }
    for (let { left } = first; left.length > 0;) {
        const round = await copyRound(work, shareCopies(left));
        append(late, round.settled);
        append(late, round.linked);
        append(vanished, round.vanished);
        left = round.left;
    }
    return late;
}
async function readyToCopy(work, made) {
    if (work.partial.preparesCopies === true)
        return { ...work, after: made };
    await made();
    return work;
}
function silentUntil(other, work) {
    let isSilent = true;
    const end = () => {
        isSilent = false;
    };
    other.then(end, end);
    return {
        ...work,
        onProgress: progress => {
            if (!isSilent)
                work.onProgress(progress);
        }
    };
}
function withFresh(settled, fresh) {
    const all = new SettledList();
    for (const item of settled) {
        const entry = item.how === 'made' ? fresh.get(item.entry.path) : undefined;
        all.push(entry === undefined ? item : { ...item, entry });
    }
    return all;
}
function append(to, items) {
    for (const item of items)
        to.push(item);
}
async function copyRound(work, { copies, twins }, others = []) {
    const copied = await copyFiles(work, [...others, ...copies.map(copy => copy.entry)]);
    const followed = new Set(twins.map(({ of }) => of));
    const vanished = new Set(copied.vanished);
    const stored = new Map();
    const settled = new SettledList();
    const alongside = [];
    const expected = vanished.size === 0 ? copies : copies.filter(({ entry }) => !vanished.has(entry.path));
    let told = 0;
    for (const entry of copied.entries) {
        const copy = expected[told];
        if (entry.path !== copy?.entry.path)
            alongside.push(entry);
        else {
            told++;
            if (followed.has(entry.path))
                stored.set(entry.path, entry);
            settled.push({ entry, how: 'copied', cause: copy.cause, ...writtenOf(copied.cloned.get(entry.path)) });
        }
    }
    if (told < expected.length)
        throw new Error('a file that was to be copied is not told of');
    const left = [];
    const leaders = [...followed];
    const held = new Map((await work.partial.inspect(leaders)).map((inode, index) => [leaders[index], inode]));
    const steps = [];
    for (const { entry, of, cause } of twins) {
        const leader = stored.get(of);
        const inode = held.get(of);
        if (leader === undefined || inode === undefined || copied.changed.has(of))
            left.push({ entry, cause });
        else {
            const { mtimeNs: storedMtimeNs, mode } = inode;
            steps.push({ entry, cause, step: linkTo(entry.path, 'self', entryWith(leader, { storedMtimeNs, mode })) });
        }
    }
    const linked = [];
    await linkAll(work, steps, ({ entry, step, cause }, outcome) => {
        if (outcome.linked)
            linked.push(linkedAs(entry, step, outcome));
        else
            left.push({ entry, cause: outcome.cause === 'altered' ? cause : outcome.cause });
    });
    return { settled, linked, vanished: copied.vanished, left, alongside, orphaned: copied.orphaned };
}
const writtenOf = (written) => (written === undefined ? {} : { written });

;// CONCATENATED MODULE: ./lib/actions/fill-quick.js




async function fillByTimes(work, volume, plan, bases) {
    const others = [...plan.directories.filter(entry => entry.path !== '.'), ...plan.symlinks];
    const files = [...plan.expected.map(({ entry }) => entry), ...plan.rest];
    const fresh = await copyFiles({ ...work, linkDest: [] }, plan.fresh.map(({ entry }) => entry));
    const copied = both(fresh, await copyFiles(work, [...others, ...files]));
    const entries = new Map(copied.entries.map(entry => [entry.path, entry]));
    const symlinks = copied.entries.filter(entry => entry.type === 'link');
    const settled = new SettledList();
    for (const entry of copied.entries)
        if (entry.type === 'dir')
            settled.push({ entry, how: 'made' });
    for (const item of await settledSymlinks(work, volume, symlinks, bases))
        settled.push(item);
    const held = await storedInBases(volume, plan);
    const stored = await work.partial.inspect(plan.expected.map(({ entry }) => entry.path));
    const damaged = new Map(plan.fresh.map(({ entry, before }) => [entry.path, before.sha256]));
    const unlinked = [...plan.rest.map(entry => entry.path), ...damaged.keys()];
    const refusals = new Map();
    plan.expected.forEach((expected, index) => {
        const { entry, base, before } = expected;
        const now = entries.get(entry.path);
        const ino = held.get(entry.path)?.ino;
        if (now === undefined || before.sha256 === undefined || ino === undefined || stored[index]?.ino !== ino) {
            unlinked.push(entry.path);
            refusals.set(entry.path, expected);
        }
        else
            settled.push({ entry: entryWith(now, { sha256: before.sha256 }), how: 'linked', ino, fromSeries: base.series });
    });
    const old = new Map(Array.from(bases[0]?.entries ?? [], entry => [entry.path, entry]));
    const present = unlinked.filter(path => entries.has(path));
    const digests = await work.partial.hash(present, work.onProgress);
    present.forEach((path, index) => {
        const entry = entries.get(path);
        const sha256 = digests[index];
        if (entry === undefined || sha256 === undefined)
            throw new Error('a file that was just stored cannot be read back');
        const whole = entryWith(entry, { sha256 });
        const before = refusals.get(path)?.before;
        const isRefused = before?.sha256 === sha256 && !copied.changed.has(path);
        const cause = isRefused
            ? causeOfRefusal(before, held.get(path))
            : damaged.get(path) === sha256
                ? 'damaged'
                : causeOfQuickCopy(whole, old.get(path));
        settled.push({ entry: whole, how: 'copied', cause });
    });
    return { settled, vanished: copied.vanished, orphaned: copied.orphaned };
}
const both = (one, other) => ({
    entries: [...one.entries, ...other.entries],
    changed: new Set([...one.changed, ...other.changed]),
    vanished: [...one.vanished, ...other.vanished],
    orphaned: [...one.orphaned, ...other.orphaned],
    cloned: new Map([...one.cloned, ...other.cloned])
});
async function settledSymlinks(work, volume, symlinks, bases) {
    const stored = await work.partial.inspect(symlinks.map(entry => entry.path));
    const inodes = new Map(symlinks.map(({ path }, index) => [path, stored[index]]));
    const shared = symlinks.filter(({ path }) => (inodes.get(path)?.links ?? 0) > 1).map(entry => entry.path);
    const origins = new Map();
    for (const { series, id } of shared.length === 0 ? [] : bases) {
        const held = await volume.series(series).tree(id).inspect(shared);
        shared.forEach((path, index) => {
            const ino = inodes.get(path)?.ino;
            if (ino !== undefined && ino === held[index]?.ino && !origins.has(path)) {
                origins.set(path, { ino, fromSeries: series });
            }
        });
    }
    return symlinks.map(entry => {
        const origin = origins.get(entry.path);
        return origin === undefined ? { entry, how: 'made' } : { entry, how: 'linked', ...origin };
    });
}
const fewestLinksAllowed = 177;
function causeOfRefusal(before, held) {
    const isAsStored = held?.size === before.size &&
        held.mtimeNs === before.storedMtimeNs &&
        held.mode === before.mode &&
        (before.owner === undefined || sameOwner(before.owner, held));
    if (!isAsStored)
        return 'altered';
    return held.links >= fewestLinksAllowed ? 'link-limit' : 'refused';
}
async function storedInBases(volume, plan) {
    const held = new Map();
    for (const base of new Set(plan.expected.map(expected => expected.base))) {
        const paths = plan.expected.filter(expected => expected.base === base).map(({ entry }) => entry.path);
        const stored = await volume.series(base.series).tree(base.id).inspect(paths);
        paths.forEach((path, index) => {
            const inode = stored[index];
            if (inode !== undefined)
                held.set(path, inode);
        });
    }
    return held;
}

;// CONCATENATED MODULE: ./lib/actions/planned.js










function planFor(inputs, scan, { bases, record }) {
    const read = scan.entries[0];
    if (read?.path !== '.')
        throw new Error('the listing of the source lacks its top');
    const top = storedTop(read);
    const entries = top === read ? scan.entries : scan.entries.with(0, top);
    const base = bases[0];
    const common = {
        top,
        entries,
        bases,
        ...(base === undefined ? {} : { base }),
        ...(record === undefined ? {} : { baseRecord: record })
    };
    if (inputs.compare === 'content') {
        const plan = planByContent(entries, bases);
        let digest;
        return {
            ...common,
            how: { by: 'content', plan },
            difference: plan.difference,
            get digest() {
                return (digest ??= manifestDigest(entries));
            }
        };
    }
    const plan = planByTimes(entries, bases);
    const known = plan.rest.length === 0 && plan.fresh.length === 0
        ? { digest: manifestDigest(withKnownContents(entries, plan)) }
        : {};
    return { ...common, how: { by: 'times', plan }, difference: plan.difference, ...known };
}
const storedTop = (top) => (top.mode & 0o700) === 0o700 ? top : entryWith(top, { mode: top.mode | 0o700, sourceMode: top.mode });
function withKnownContents(entries, plan) {
    const known = new Map(plan.expected.map(({ entry, before }) => [entry.path, before.sha256]));
    return entries.map(entry => {
        const sha256 = known.get(entry.path);
        return sha256 === undefined ? entry : entryWith(entry, { sha256 });
    });
}
function readyPlan({ top, entries, bases, baseRecord, how, difference }) {
    const common = { top, entries, difference, ...(baseRecord !== undefined && { baseRecord }) };
    if (how.by === 'times')
        return { ...common, bases, how: { ...how, bases } };
    const emptied = bases.map(({ series, id, damaged }) => ({ series, id, ...(damaged !== undefined && { damaged }) }));
    return { ...common, bases: emptied, how, versions: oldVersions(entries, bases) };
}
async function fill(story, source, partial, planned, onPlanned) {
    const { inputs, ports } = story;
    const { volume } = ports;
    const isQuick = planned.how.by === 'times';
    const work = {
        partial,
        source,
        from: story.source,
        hash: !isQuick,
        keepOwners: story.keepOwners,
        ...(planned.versions !== undefined && { versions: planned.versions }),
        linkDest: isQuick ? planned.bases.map(({ series, id }) => volume.series(series).tree(id).path) : [],
        extraArgs: parseRsyncOptions(inputs.rsyncArgs).copying,
        onProgress: ports.reporter.progress,
        onNote: text => {
            story.note(text);
        }
    };
    const filled = planned.how.by === 'content'
        ? await fillByContent(work, planned.how.plan, entries => {
            onPlanned([planned.top, ...entries]);
        })
        : await fillByTimes(work, volume, planned.how.plan, planned.how.bases);
    onVanished(inputs, story, filled.vanished);
    if (filled.vanished.length > 0 && !hasFiles(filled.settled)) {
        throw new core_failure/* Failure */.HR('source', 'All files of the source vanished while they were copied, so there is nothing to publish. Take the snapshot after the build has ended, before anything cleans up.');
    }
    filled.settled.push({ entry: planned.top, how: 'made' });
    return filled;
}
function hasFiles(settled) {
    for (const { entry } of settled)
        if (entry.type !== 'dir')
            return true;
    return false;
}
async function comparedOf(story, planned, vanished) {
    const { top, bases, baseRecord } = planned;
    const base = bases[0];
    return {
        top,
        ...(base !== undefined && { base: { series: base.series, id: base.id } }),
        ...(baseRecord !== undefined && { baseRecord }),
        difference: vanished.length === 0 ? planned.difference : await differenceWithout(story, planned, new Set(vanished))
    };
}
async function differenceWithout(story, { how, entries, bases, difference }, gone) {
    const left = entries.filter(({ path }) => !gone.has(path));
    if (how.by === 'times')
        return planByTimes(left, how.bases).difference;
    try {
        const again = [];
        for (const base of bases) {
            again.push({ ...base, entries: await story.ports.volume.series(base.series).manifest(base.id) });
        }
        return planByContent(left, again).difference;
    }
    catch (error) {
        if (error instanceof core_failure/* Failure */.HR && error.kind === 'cancelled')
            throw error;
        story.warn(`What vanished is still in the counts of added, changed, moved and removed files, because the base could not be read again (${(0,core_failure/* messageOf */.bD)(error)}).`);
        return difference;
    }
}
function settledAsPlanned({ how, base }) {
    const { directories, symlinks } = how.plan;
    const made = [...directories, ...symlinks].map((entry) => ({ entry, how: 'made' }));
    if (how.by === 'times') {
        const linked = how.plan.expected.map(({ entry }) => ({ entry, how: 'linked' }));
        const old = new Map(Array.from(base?.entries ?? [], entry => [entry.path, entry]));
        const copied = how.plan.rest.map((entry) => ({
            entry,
            how: 'copied',
            cause: causeOfQuickCopy(entry, old.get(entry.path))
        }));
        const fresh = how.plan.fresh.map(({ entry }) => ({ entry, how: 'copied', cause: 'damaged' }));
        return [...made, ...linked, ...copied, ...fresh];
    }
    const linked = [...how.plan.links, ...how.plan.twins].map(({ entry }) => ({
        entry,
        how: 'linked'
    }));
    const copied = how.plan.copies.map(({ entry, cause }) => ({ entry, how: 'copied', cause }));
    return [...made, ...linked, ...copied];
}

;// CONCATENATED MODULE: ./lib/actions/series-part.js

async function seriesPart(volume, series, retained) {
    const listed = await series.list();
    const records = listed.flatMap(({ record }) => record ?? []).reverse();
    const latest = await series.latest();
    const [bytesOnDisk, free] = await allOf([listed.length === 0 ? 0 : series.bytesOnDisk(), volume.free()]);
    return {
        latestPath: latest.state === 'link' ? `${series.path}/latest` : '',
        history: records.map(({ id, files, filesLinked, bytesOnDisk, bytesAdded, pinned, tags }) => ({
            id,
            files,
            filesLinked,
            bytesOnDisk,
            bytesAdded,
            pinned,
            tags
        })),
        foreign: listed.filter(({ record }) => record === undefined).length,
        totals: {
            snapshots: records.length,
            bytes: records.reduce((sum, record) => sum + record.bytesOnDisk, 0),
            bytesOnDisk
        },
        retention: { kept: records.length, prunedIds: retained?.removedIds ?? [], bytesFreed: retained?.bytesFreed ?? 0 },
        free
    };
}
const emptyReport = {
    status: 'skipped',
    volume: '',
    series: '',
    snapshot: '',
    snapshotPath: '',
    latestPath: '',
    changed: false,
    compare: 'content',
    startedAt: '',
    durationMs: 0,
    phases: [],
    counts: {
        files: 0,
        filesLinked: 0,
        filesCopied: 0,
        filesAdded: 0,
        filesChanged: 0,
        filesMoved: 0,
        filesRemoved: 0,
        directories: 0,
        symlinks: 0
    },
    bytes: { bytes: 0, bytesLinked: 0, bytesAdded: 0, bytesOnDisk: 0 },
    causes: [],
    largest: [],
    history: [],
    totals: { snapshots: 0, bytes: 0, bytesOnDisk: 0 },
    retention: { kept: 0, prunedIds: [], bytesFreed: 0 },
    free: { bytes: 0 },
    digest: '',
    ownersKept: false,
    secrets: [],
    specials: [],
    warnings: [],
    notes: [],
    tags: [],
    pinned: false,
    run: {},
    program: '',
    rsync: ''
};

;// CONCATENATED MODULE: ./lib/actions/snapshot-report.js






function takenAs(story, id, compared, settled, measured, digest) {
    const { largest, causes, ...sums } = tally(settled);
    const { inputs, ports, context, program } = story;
    const { base } = compared;
    const record = {
        format: recordFormat,
        id,
        series: inputs.name,
        status: 'complete',
        startedAt: story.startedAt,
        finishedAt: ports.clock.now().toISOString(),
        durationMs: story.durationMs(),
        ...(base === undefined
            ? {}
            : { base: { id: base.id, ...(base.series === inputs.name ? {} : { series: base.series }) } }),
        ...linkedFrom(settled, inputs.name),
        compare: inputs.compare,
        digest,
        ownersKept: story.keepOwners,
        causes,
        largest: largest.slice(0, mostLargest).map(({ path, ...rest }) => ({ ...rest, path: (0,display/* showName */.$i)(path) })),
        ...(inputs.retention.prune && { retention: inputs.retention.policy }),
        tags: inputs.tags,
        pinned: inputs.pin,
        run: context.run,
        program,
        ...sums,
        ...compared.difference,
        bytesAdded: measured.bytesAdded,
        bytesOnDisk: measured.bytesOnDisk,
        ...(measured.clones.files === 0 ? {} : { clones: measured.clones })
    };
    return { record, largest, seriesBytesAdded: measured.seriesBytesAdded, compared };
}
function linkedFrom(settled, own) {
    const others = new Set();
    for (const { fromSeries } of settled)
        if (fromSeries !== undefined)
            others.add(fromSeries);
    others.delete(own);
    return others.size === 0 ? {} : { linkedFrom: [...others].sort() };
}
async function reportCreated(story, series, { record, largest, compared }, retained) {
    const ofSeries = await seriesPart(story.ports.volume, series, retained);
    return {
        ...story.report('created'),
        ...ofSeries,
        ...baseOf(compared),
        snapshot: record.id,
        snapshotPath: `${series.path}/${record.id}`,
        changed: record.digest !== compared.baseRecord?.digest,
        counts: countsOf(record),
        bytes: record_bytesOf(record),
        causes: record.causes,
        ...(record.clones === undefined ? {} : { clones: record.clones }),
        largest,
        digest: record.digest,
        ...marksOf(record)
    };
}
async function reportUnchanged(story, series, newest, planned, retained) {
    const ofSeries = await seriesPart(story.ports.volume, series, retained);
    const none = { filesCopied: 0, filesAdded: 0, filesChanged: 0, filesMoved: 0, filesRemoved: 0 };
    return {
        ...story.report('unchanged'),
        ...ofSeries,
        ...baseOf(planned),
        snapshot: newest.id,
        snapshotPath: `${series.path}/${newest.id}`,
        counts: { ...countsOf(newest), ...none, filesLinked: newest.files },
        bytes: { ...record_bytesOf(newest), bytesLinked: newest.bytes, bytesAdded: 0 },
        digest: newest.digest,
        ...marksOf(newest)
    };
}
async function reportDryRun(story, series, planned) {
    const settled = settledAsPlanned(planned);
    const counts = tally(settled);
    const ofSeries = await seriesPart(story.ports.volume, series);
    const room = (of) => {
        const files = of.filter(({ entry }) => entry.type === 'file').map(({ entry }) => entry);
        return treeRoom(files, counts.directories, counts.symlinks).bytes;
    };
    return {
        ...story.report('dry-run'),
        ...ofSeries,
        ...baseOf(planned),
        changed: planned.digest === undefined || planned.digest !== planned.baseRecord?.digest,
        counts: countsOf({ ...counts, ...planned.difference }),
        bytes: {
            bytes: counts.bytes,
            bytesLinked: counts.bytesLinked,
            bytesAdded: room(settled.filter(({ how }) => how !== 'linked')),
            bytesOnDisk: room(settled)
        },
        causes: counts.causes,
        largest: counts.largest,
        digest: planned.digest ?? '',
        ...unmarked
    };
}
const reportSkipped = (story, reason) => ({
    ...story.report('skipped'),
    ...unmarked,
    reason
});
const marksOf = ({ tags, pinned }) => ({ tags, pinned });
const unmarked = { tags: [], pinned: false };
const baseOf = ({ base }) => base === undefined ? {} : { base: { id: base.id, series: base.series } };

;// CONCATENATED MODULE: ./lib/actions/guards.js



function checkShrink(inputs, planned) {
    const before = planned.baseRecord;
    if (inputs.maxShrink === undefined || before === undefined)
        return;
    const files = planned.entries.filter(entry => entry.type === 'file');
    const bytes = files.reduce((sum, entry) => sum + entry.size, 0);
    const lost = (now, then) => (then === 0 ? 0 : (then - now) / then);
    const share = Math.max(lost(files.length, before.files), lost(bytes, before.bytes));
    if (share <= inputs.maxShrink)
        return;
    throw new core_failure/* Failure */.HR('shrunk', `The source has ${(0,units/* countOf */.pq)(files.length, 'file', 'files')} of ${(0,units/* formatBytes */.z3)(bytes)}; the snapshot before, ${before.id}, had ${(0,units/* formatCount */.B4)(before.files)} of ${(0,units/* formatBytes */.z3)(before.bytes)}. ` +
        `It lost ${(0,units/* formatPercent */.l9)(share)}, more than "max-shrink" (${(0,units/* formatPercent */.l9)(inputs.maxShrink)}) allows. Nothing was published; if this is right, raise "max-shrink" for one run.`);
}
async function checkRoom(volume, planned, hardLinksWork) {
    const { directories, symlinks } = planned.how.plan;
    const copies = toBeCopied(planned, hardLinksWork);
    const needed = roomNeeded(copies, directories.length, symlinks.length, planned.entries.length);
    const free = await volume.free();
    if (needed.bytes > free.bytes) {
        throw new core_failure/* Failure */.HR('room', `The volume ${volume.name} has no room for this snapshot: it needs about ${(0,units/* formatBytes */.z3)(needed.bytes)} (${(0,units/* countOf */.pq)(copies.length, 'file', 'files')} to store, ${(0,units/* countOf */.pq)(directories.length, 'directory', 'directories')}), and ${(0,units/* formatBytes */.z3)(free.bytes)} are free. Free space, or leave files out with "exclude". Nothing was written.`);
    }
    if (free.inodes !== undefined && needed.inodes > free.inodes) {
        throw new core_failure/* Failure */.HR('room', `The volume ${volume.name} has too few inodes for this snapshot: it needs about ${(0,units/* formatCount */.B4)(needed.inodes)} (one for each new file and each directory), and ${(0,units/* formatCount */.B4)(free.inodes)} are free. Remove snapshots or other files there. Nothing was written.`);
    }
    return free.bytes - needed.bytes;
}
function toBeCopied({ entries, how }, hardLinksWork) {
    if (!hardLinksWork)
        return entries.filter(({ type }) => type === 'file');
    const { plan } = how;
    return 'copies' in plan
        ? plan.copies.map(({ entry }) => entry)
        : [...plan.rest, ...plan.fresh.map(({ entry }) => entry)];
}

;// CONCATENATED MODULE: ./lib/actions/without-owners.js

const withoutOwners = (source) => ({
    resolve: request => source.resolve(request),
    scan: async (...given) => {
        const scan = await source.scan(...given);
        return { ...scan, entries: scan.entries.map(ownerless) };
    },
    look: async (...given) => {
        const entries = await source.look(...given);
        return entries.map(entry => (entry === undefined ? undefined : ownerless(entry)));
    }
});
const ownerless = (entry) => entry.owner === undefined ? entry : entryWith(entry, { owner: undefined });

;// CONCATENATED MODULE: ./lib/actions/story.js




class Story {
    inputs;
    context;
    ports;
    program;
    startedAt;
    rsync = '';
    hardLinksWork = true;
    keepOwners;
    source;
    publishedId = '';
    secrets = [];
    specials = [];
    #startedMs;
    #phases = [];
    #warnings = [];
    #notes = [];
    constructor(inputs, context, ports, program) {
        this.inputs = inputs;
        this.context = context;
        this.ports = ports;
        this.program = program;
        this.keepOwners = ports.machine.isRoot;
        this.source = ports.source;
        this.startedAt = ports.clock.now().toISOString();
        this.#startedMs = ports.clock.monotonicMs();
    }
    async phase(name, work) {
        const from = this.ports.clock.monotonicMs();
        try {
            return await this.ports.reporter.phase(name, work);
        }
        finally {
            this.#phases.push({ phase: name, ms: Math.round(this.ports.clock.monotonicMs() - from) });
        }
    }
    warn(sentence) {
        if (this.#warnings.includes(sentence))
            return;
        this.#warnings.push(sentence);
        this.ports.reporter.warning(sentence);
    }
    note(sentence) {
        if (this.#notes.includes(sentence))
            return;
        this.#notes.push(sentence);
        this.ports.reporter.info(sentence);
    }
    isInFuture(id) {
        const moment = parseSnapshotId(id)?.moment;
        return moment !== undefined && moment.getTime() > this.ports.clock.now().getTime();
    }
    leaveOwners() {
        this.keepOwners = false;
        this.source = withoutOwners(this.source);
    }
    nothingFound(sentence) {
        if (this.inputs.ifNoFilesFound === 'error') {
            throw new core_failure/* Failure */.HR('source', `${sentence} Did the build run, and is "path" right? Nothing was written; "if-no-files-found: warn" lets the run pass.`);
        }
        if (this.inputs.ifNoFilesFound === 'warn')
            this.warn(sentence);
        else
            this.note(sentence);
    }
    durationMs() {
        return Math.round(this.ports.clock.monotonicMs() - this.#startedMs);
    }
    report(status) {
        return {
            ...emptyReport,
            status,
            volume: this.ports.volume.name,
            series: this.inputs.name,
            compare: this.inputs.compare,
            startedAt: this.startedAt,
            durationMs: this.durationMs(),
            phases: this.#phases,
            ownersKept: this.keepOwners,
            secrets: this.secrets,
            specials: this.specials,
            warnings: this.#warnings,
            notes: this.#notes,
            run: this.context.run,
            program: this.program,
            rsync: this.rsync
        };
    }
}

// EXTERNAL MODULE: ./lib/core/no-space.js
var no_space = __nccwpck_require__(15);
// EXTERNAL MODULE: ./lib/core/system-failure.js
var system_failure = __nccwpck_require__(41);
;// CONCATENATED MODULE: ./lib/actions/shortage.js


async function withShortage(place, thrown) {
    const failure = (0,system_failure/* failureOf */.g)(thrown);
    if (!(failure instanceof no_space/* NoSpace */.u) || failure.isAsked)
        return thrown;
    try {
        return failure.with(await place.free());
    }
    catch {
        return thrown;
    }
}

;// CONCATENATED MODULE: ./lib/core/retention/extents.js
const extents_sizeOf = (extents) => extents.reduce((sum, { bytes }) => sum + bytes, 0);
function extents_without(extents, others) {
    const holes = merged(others);
    const left = [];
    let hole = 0;
    for (const { at, bytes } of sorted(extents)) {
        const end = at + bytes;
        while (hole > 0 && (holes[hole - 1]?.end ?? 0) > at)
            hole--;
        while (hole < holes.length && (holes[hole]?.end ?? 0) <= at)
            hole++;
        let from = at;
        for (let next = hole; next < holes.length; next++) {
            const { at: start, end: stop } = holes[next] ?? { at: end, end };
            if (start >= end)
                break;
            if (start > from)
                left.push({ at: from, bytes: start - from });
            from = Math.max(from, stop);
        }
        if (from < end)
            left.push({ at: from, bytes: end - from });
    }
    return left;
}
const overlap = (extents, others) => extents_sizeOf(extents) - extents_sizeOf(extents_without(extents, others));
const sorted = (extents) => [...extents].sort((a, b) => a.at - b.at);
function merged(extents) {
    const ranges = [];
    for (const { at, bytes } of sorted(extents)) {
        const last = ranges.at(-1);
        if (last !== undefined && at <= last.end)
            last.end = Math.max(last.end, at + bytes);
        else
            ranges.push({ at, end: at + bytes });
    }
    return ranges;
}

;// CONCATENATED MODULE: ./lib/core/retention/freed.js

class FreedCounter {
    #seen = new Map();
    #gone = [];
    add(tree) {
        let bytes = 0;
        let inodes = 0;
        for (const inode of tree) {
            const { ino, links, linksHere } = inode;
            const seen = (this.#seen.get(ino) ?? 0) + linksHere;
            if (seen >= links) {
                bytes += this.#bytesOf(inode);
                inodes++;
                this.#seen.delete(ino);
            }
            else
                this.#seen.set(ino, seen);
        }
        return { bytes, inodes };
    }
    #bytesOf({ allocated, shared = [], held = [] }) {
        if (shared.length === 0)
            return allocated;
        const free = overlap(extents_without(shared, held), this.#gone);
        this.#gone.push(...shared);
        return Math.max(0, allocated - extents_sizeOf(shared)) + free;
    }
}
function withHeld(tree, staying) {
    const held = sharedIn(staying.flat());
    return held.length === 0 ? tree : tree.map(inode => (inode.shared === undefined ? inode : { ...inode, held }));
}
const bytesBeyond = ({ allocated, shared = [] }, held) => Math.max(0, allocated - (held.length === 0 ? 0 : overlap(shared, held)));
const sharedIn = (tree) => tree.flatMap(({ shared = [] }) => shared);

;// CONCATENATED MODULE: ./lib/core/retention/periods.js
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const thursday = 3;
const countRules = [
    { name: 'last', count: 'keepLast', periodOf: (_, position) => position },
    { name: 'hourly', count: 'keepHourly', periodOf: moment => Math.floor(moment.getTime() / hourMs) },
    { name: 'daily', count: 'keepDaily', periodOf: dayOf },
    { name: 'weekly', count: 'keepWeekly', periodOf: moment => Math.floor((dayOf(moment) + thursday) / 7) },
    { name: 'monthly', count: 'keepMonthly', periodOf: monthOf },
    { name: 'yearly', count: 'keepYearly', periodOf: moment => moment.getUTCFullYear() }
];
function dayOf(moment) {
    return Math.floor(moment.getTime() / dayMs);
}
function monthOf(moment) {
    return moment.getUTCFullYear() * 12 + moment.getUTCMonth();
}

;// CONCATENATED MODULE: ./lib/core/retention/policy.js
const emptyPolicy = {
    keepLast: 0,
    keepHourly: 0,
    keepDaily: 0,
    keepWeekly: 0,
    keepMonthly: 0,
    keepYearly: 0,
    keepTags: []
};
const dayHours = 24;
const defaultPolicy = {
    ...emptyPolicy,
    keepLast: 7,
    keepWithin: { months: 0, hours: 30 * dayHours }
};
function spanText({ months, hours }) {
    const calendar = months % 12 === 0 ? `${months / 12}y` : `${months}m`;
    const clock = hours % dayHours === 0 ? `${hours / dayHours}d` : `${hours}h`;
    return [...(months > 0 ? [calendar] : []), ...(hours > 0 ? [clock] : [])].join(' ');
}
const policy_hourMs = 3_600_000;
function momentBefore(momentMs, { months, hours }) {
    const moment = new Date(momentMs);
    moment.setUTCMonth(moment.getUTCMonth() - months);
    const beforeMs = moment.getTime() - hours * policy_hourMs;
    return Number.isNaN(beforeMs) ? Number.NEGATIVE_INFINITY : beforeMs;
}

;// CONCATENATED MODULE: ./lib/core/retention/judge.js



const clockToleranceMs = 24 * 3_600_000;
function judge(snapshots, policy, now) {
    checkPolicy(policy);
    const dated = newestFirst(snapshots);
    const horizonMs = now.getTime() + clockToleranceMs;
    const counted = dated.filter(({ snapshot, momentMs }) => !snapshot.isForeign && momentMs <= horizonMs);
    const kept = keptByRules(counted, policy);
    return dated.map(one => {
        const exempt = exemptions(one.snapshot);
        if (one === counted[0])
            exempt.unshift('newest');
        if (one.momentMs > horizonMs)
            exempt.push('dated in the future');
        const reasons = [...exempt, ...(kept.get(one) ?? [])];
        const { id } = one.snapshot;
        return reasons.length > 0
            ? { id, decision: 'keep', reasons, isExempt: exempt.length > 0 }
            : { id, decision: 'remove', reasons: ['no rule keeps it'], isExempt: false };
    });
}
function exemptions(snapshot) {
    const exempt = [];
    if (snapshot.isLatest)
        exempt.push('latest');
    if (snapshot.isPinned)
        exempt.push('pinned');
    if (snapshot.isBeingRead)
        exempt.push('being read');
    if (snapshot.isForeign)
        exempt.push('foreign');
    return exempt;
}
function checkPolicy(policy) {
    const counts = countRules.map(rule => policy[rule.count]);
    if (!counts.every(count => Number.isSafeInteger(count) && count >= 0))
        throw new RangeError(`a retention policy counts whole snapshots, not ${counts.join(', ')}`);
    const { months, hours } = policy.keepWithin ?? { months: 0, hours: 0 };
    if (!(months >= 0 && hours >= 0))
        throw new RangeError(`a retention policy looks back, not ${months} m ${hours} h`);
    if (counts.every(count => count === 0) && months + hours === 0 && policy.keepTags.length === 0)
        throw new RangeError('a retention policy that keeps nothing is refused');
}
function newestFirst(snapshots) {
    const dated = snapshots.map(snapshot => {
        const parsed = parseSnapshotId(snapshot.id);
        if (parsed === undefined)
            throw new TypeError(`${JSON.stringify(snapshot.id)} is no snapshot id`);
        return { snapshot, moment: parsed.moment, momentMs: parsed.moment.getTime(), serial: parsed.serial };
    });
    return dated.sort((a, b) => b.momentMs - a.momentMs || b.serial - a.serial);
}
function keptByRules(counted, policy) {
    const startMs = windowStart(counted, policy.keepWithin);
    const within = policy.keepWithin === undefined ? '' : `within ${spanText(policy.keepWithin)}`;
    const rules = countRules.map(rule => ({ ...rule, most: policy[rule.count], found: 0, period: Number.NaN }));
    const kept = new Map();
    for (const [position, one] of counted.entries()) {
        const reasons = policy.keepTags.filter(tag => one.snapshot.tags.includes(tag)).map(tag => `tag ${tag}`);
        if (one.momentMs > startMs)
            reasons.push(within);
        const isOldest = position === counted.length - 1;
        for (const rule of rules) {
            if (rule.found === rule.most)
                continue;
            const period = rule.periodOf(one.moment, position);
            if (period !== rule.period) {
                rule.period = period;
                rule.found++;
                reasons.push(`${rule.name} ${rule.found}`);
            }
            else if (isOldest)
                reasons.push(`oldest ${rule.name}`);
        }
        if (reasons.length > 0)
            kept.set(one, reasons);
    }
    return kept;
}
function windowStart([newest, before], span) {
    if (newest === undefined || span === undefined)
        return Number.POSITIVE_INFINITY;
    const startMs = momentBefore(newest.momentMs, span);
    return before === undefined || before.momentMs > startMs ? startMs : momentBefore(before.momentMs, span);
}

;// CONCATENATED MODULE: ./lib/core/retention/space-rules.js

const isEnough = (amount, limit) => amount >= limit;
const wouldBeFree = (standing) => `there would be ${standing}`;
const measures = [
    {
        name: 'min-free-space',
        limit: 'minFreeSpace',
        amount: space => space.freeBytes,
        whole: space => space.totalBytes,
        isMet: isEnough,
        standing: bytes => `${(0,units/* formatBytes */.z3)(bytes)} free`,
        wouldBe: wouldBeFree
    },
    {
        name: 'min-free-inodes',
        limit: 'minFreeInodes',
        amount: space => space.freeInodes,
        whole: space => space.totalInodes,
        isMet: isEnough,
        standing: inodes => `${(0,units/* formatCount */.B4)(inodes)} inodes free`,
        wouldBe: wouldBeFree
    },
    {
        name: 'max-size',
        limit: 'maxSize',
        amount: space => space.seriesBytes,
        whole: space => space.totalBytes,
        isMet: (amount, limit) => amount <= limit,
        standing: bytes => `the series takes ${(0,units/* formatBytes */.z3)(bytes)}`,
        wouldBe: standing => standing.replace('takes', 'would still take')
    }
];
function measure(rules, space) {
    return measures.flatMap(one => {
        const limit = rules[one.limit];
        if (limit === undefined)
            return [];
        const [amount, whole] = [one.amount(space), one.whole(space)];
        const rule = `${one.name} ${limit.text}`;
        if (amount === undefined || whole === undefined) {
            const complaint = `${rule} has no effect: the filesystem of this volume has no fixed number of inodes`;
            return { state: 'unknown', reason: rule, complaint };
        }
        const share = 'share' in limit ? ` (${(0,units/* formatPercent */.l9)(amount / Math.max(1, whole))})` : '';
        const standing = one.standing(amount) + share;
        return {
            state: one.isMet(amount, 'share' in limit ? limit.share * whole : limit.amount) ? 'met' : 'broken',
            reason: `${rule}: ${standing}`,
            complaint: `${rule} cannot be met: ${one.wouldBe(standing)} with every snapshot removed that may be. What is left is the ` +
                'newest, and what is pinned, being read, foreign or dated in the future: make room on the volume, or change the rule'
        };
    });
}
const space_rules_without = (space, { bytes, inodes }) => ({
    ...space,
    freeBytes: space.freeBytes + bytes,
    seriesBytes: space.seriesBytes - bytes,
    ...(space.freeInodes === undefined ? {} : { freeInodes: space.freeInodes + inodes })
});

;// CONCATENATED MODULE: ./lib/core/retention/removal-plan.js

function* planRemovals(verdicts, rules, space) {
    const planned = new Map(verdicts.map(verdict => [verdict.id, verdict]));
    const oldestFirst = verdicts.toReversed();
    let left = space;
    for (const verdict of oldestFirst.filter(({ decision }) => decision === 'remove')) {
        const freed = yield verdict.id;
        left = space_rules_without(left, freed);
        planned.set(verdict.id, { ...verdict, freed });
    }
    for (const verdict of oldestFirst.filter(({ decision, isExempt }) => decision === 'keep' && !isExempt)) {
        const broken = measure(rules, left).filter(({ state }) => state === 'broken');
        if (broken.length === 0)
            break;
        const freed = yield verdict.id;
        left = space_rules_without(left, freed);
        planned.set(verdict.id, { ...verdict, decision: 'remove', reasons: broken.map(({ reason }) => reason), freed });
    }
    return {
        verdicts: [...planned.values()],
        complaints: measure(rules, left).flatMap(({ state, complaint }) => (state === 'met' ? [] : [complaint]))
    };
}

;// CONCATENATED MODULE: ./lib/actions/inodes-to-free.js


async function inodesToFree(series, id, gone) {
    const [tree = []] = await series.inodes([id]);
    if (tree.every(({ shared }) => shared === undefined))
        return tree;
    const staying = (await series.list()).map(listed => listed.id).filter(other => other !== id && !gone.has(other));
    const older = staying.filter(other => compareSnapshotIds(other, id) < 0).sort(compareSnapshotIds);
    const newer = staying.filter(other => compareSnapshotIds(other, id) > 0).sort(compareSnapshotIds);
    const besides = [older.at(-1), newer[0]].filter(beside => beside !== undefined);
    return withHeld(tree, await series.inodes(besides));
}

;// CONCATENATED MODULE: ./lib/actions/retain.js





async function retain_foresee(volume, series, rules, now) {
    const listed = await series.list();
    const latest = await series.latest();
    const standing = listed.map(one => standingOf(one, latest.target));
    const first = judge(standing, rules.policy, now);
    const asked = hasSpaceRule(rules.space) ? first.filter(({ isExempt }) => !isExempt) : first.filter(isRemoved);
    const read = new Set();
    for (const { id } of asked)
        if (await series.isBeingRead(id))
            read.add(id);
    const verdicts = read.size === 0
        ? first
        : judge(standing.map(one => (read.has(one.id) ? { ...one, isBeingRead: true } : one)), rules.policy, now);
    const inodes = new Map();
    const counter = new FreedCounter();
    const seriesBytes = rules.space.maxSize === undefined ? 0 : await series.bytesOnDisk();
    const removals = planRemovals(verdicts, rules.space, await spaceOn(volume, seriesBytes));
    let step = removals.next();
    while (step.done !== true) {
        const tree = await inodesToFree(series, step.value, inodes);
        inodes.set(step.value, tree);
        step = removals.next(counter.add(tree));
    }
    return { plan: step.value, inodes };
}
async function retain(volume, series, rules, now) {
    return await carryOut(series, await retain_foresee(volume, series, rules, now));
}
async function carryOut(series, { plan, inodes }) {
    const doomed = plan.verdicts.filter(isRemoved).map(({ id }) => id);
    const { trashed, beingRead } = await series.trash(doomed.toReversed());
    const { left, leftInodes } = await series.emptyTrash();
    return {
        verdicts: plan.verdicts.map(verdict => keptIfRead(verdict, beingRead)),
        removedIds: trashed,
        bytesFreed: freedBy(trashed, inodes, leftInodes),
        warnings: [...plan.complaints, ...(left.length > 0 ? [cannotDelete(left)] : [])]
    };
}
const isRemoved = ({ decision }) => decision === 'remove';
const standingOf = ({ id, record }, latest) => ({
    id,
    tags: record?.tags ?? [],
    isPinned: record?.pinned ?? false,
    isBeingRead: false,
    isForeign: record === undefined,
    isLatest: id === latest
});
async function spaceOn(volume, seriesBytes) {
    const { bytes, totalBytes, inodes, totalInodes } = await volume.free();
    return {
        freeBytes: bytes,
        totalBytes,
        ...(inodes === undefined || totalInodes === undefined ? {} : { freeInodes: inodes, totalInodes }),
        seriesBytes
    };
}
function freedBy(ids, inodes, left) {
    const counter = new FreedCounter();
    let bytes = 0;
    for (const id of ids)
        bytes += counter.add((inodes.get(id) ?? []).filter(({ ino }) => !left.has(ino))).bytes;
    return bytes;
}
function keptIfRead(verdict, beingRead) {
    if (!beingRead.includes(verdict.id))
        return verdict;
    const { id } = verdict;
    return { id, decision: 'keep', reasons: ['being read'], isExempt: true };
}
const hasSpaceRule = (space) => Object.keys(space).length > 0;

;// CONCATENATED MODULE: ./lib/core/page/model.js
const pageMark = '<!-- snapshot-action: the page of a series -->';
const pageName = 'index.html';
const minuteOf = (id) => `${id.slice(0, 10)} ${id.slice(11, 16).replace('-', ':')}`;
const model_dayOf = (ms) => new Date(ms).toISOString().slice(0, 10);

;// CONCATENATED MODULE: ./lib/core/page/fate-words.js

const soonMs = 7 * 86_400_000;
function lotOf({ record, fate }) {
    if (record?.pinned === true)
        return 'pinned';
    if (fate === undefined)
        return 'unknown';
    return fate.goes ? 'goes' : 'stays';
}
const goesSoon = ({ fate }, writtenAtMs) => fate?.goes === true && fate.atMs - writtenAtMs <= soonMs;
function fateWords(snapshot) {
    const { record, damage, fate } = snapshot;
    if (damage !== undefined)
        return 'left alone: its record cannot be used';
    if (record === undefined)
        return 'left alone: not taken by this program';
    if (record.pinned)
        return 'pinned: stays';
    if (fate === undefined)
        return 'nothing is removed unasked';
    return fate.goes ? `goes about ${model_dayOf(fate.atMs)}` : `stays beyond ${model_dayOf(fate.untilMs)}`;
}

;// CONCATENATED MODULE: ./lib/core/page/html.js

const entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;'
};
const escapeHtml = (text) => text.replace(/[&<>"']/g, character => entities[character] ?? '');
const shownHtml = (text, limit = 300) => escapeHtml((0,display/* showText */.h$)(text, limit));
const linkHtml = (address, text) => /^https?:\/\/[^\s"'<>\\]+$/.test(address) && address.length < 2000
    ? `<a href="${escapeHtml(address)}" rel="noreferrer noopener">${shownHtml(text)}</a>`
    : shownHtml(text);

;// CONCATENATED MODULE: ./lib/core/page/calendar.js




const mostMonths = 12;
const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const byStrength = ['pinned', 'stays', 'goes', 'unknown'];
function calendarHtml(snapshots, writtenAtMs) {
    const days = Map.groupBy(snapshots, ({ id }) => id.slice(0, 10));
    const found = [...new Set([...days.keys()].map(day => day.slice(0, 7)))];
    const shown = found.slice(0, mostMonths).reverse();
    const hidden = found.length - shown.length;
    return [
        '<div class="months">',
        ...shown.map(month => monthHtml(month, days, writtenAtMs)),
        '</div>',
        '<p class="keys"><span class="day stays">1</span> stays <span class="day goes">1</span> goes, as the rules are now <span class="day goes soon">1</span> goes within a week <span class="day pinned">1</span> pinned <span class="day unknown">1</span> left alone</p>',
        hidden > 0
            ? `<p class="quiet">${(0,units/* countOf */.pq)(hidden, 'earlier month is', 'earlier months are')} in the list below.</p>`
            : ''
    ].join('\n');
}
function monthHtml(month, days, writtenAtMs) {
    const [year, number] = month.split('-').map(Number);
    if (year === undefined || number === undefined)
        return '';
    const first = new Date(Date.UTC(year, number - 1, 1));
    const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
    const before = (first.getUTCDay() + 6) % 7;
    const cells = Array.from({ length: before + length }, (_, index) => {
        if (index < before)
            return '<td></td>';
        const day = String(index - before + 1);
        return dayHtml(day, days.get(`${month}-${day.padStart(2, '0')}`) ?? [], writtenAtMs);
    });
    const rows = Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) => {
        const week = cells.slice(row * 7, row * 7 + 7);
        return `<tr>${week.join('')}${'<td></td>'.repeat(7 - week.length)}</tr>`;
    });
    return `<table class="month"><caption>${months[number - 1] ?? ''} ${year}</caption><thead><tr>${weekdays.map(name => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
function dayHtml(day, snapshots, writtenAtMs) {
    const [newest] = snapshots;
    if (newest === undefined)
        return `<td><span class="none">${day}</span></td>`;
    const lots = snapshots.map(lotOf);
    const lot = byStrength.find(one => lots.includes(one)) ?? 'unknown';
    const soon = lot === 'goes' && snapshots.every(one => goesSoon(one, writtenAtMs)) ? ' soon' : '';
    const said = snapshots.map(one => `${minuteOf(one.id)} ${fateWords(one)}`).join('\n');
    const count = snapshots.length > 1 ? `<sup aria-hidden="true">${snapshots.length}</sup>` : '';
    return `<td><a class="day ${lot}${soon}" href="#s-${newest.id}" title="${escapeHtml(said)}" aria-label="${escapeHtml(`${day}: ${(0,units/* countOf */.pq)(snapshots.length, 'snapshot', 'snapshots')}: ${said}`)}">${day}${count}</a></td>`;
}

;// CONCATENATED MODULE: ./lib/core/page/chart.js



const mostBars = 90;
const width = 920;
const height = 240;
const left = 76;
const bottom = 28;
const chart_top = 12;
function chartHtml(snapshots) {
    const all = snapshots.flatMap(({ id, record }) => (record === undefined ? [] : [{ id, record }])).reverse();
    const bars = all.slice(-mostBars);
    const most = Math.max(0, ...bars.map(({ record }) => Math.max(record.bytesOnDisk, record.bytesAdded)));
    if (bars.length < 2 || most === 0)
        return '';
    const scale = niceTop(most);
    const step = (width - left - 8) / bars.length;
    const y = (bytes) => chart_top + (height - chart_top - bottom) * (1 - bytes / scale);
    const earlier = all.length - bars.length;
    return [
        '<figure>',
        `<svg class="chart" viewBox="0 0 ${width} ${height}" role="group" aria-labelledby="chart-title chart-text">`,
        '<title id="chart-title">Size of each snapshot</title>',
        `<desc id="chart-text">${escapeHtml(inWords(bars))}</desc>`,
        ...[0, 0.25, 0.5, 0.75, 1].map(part => {
            const at = y(scale * part).toFixed(1);
            return `<line class="grid" x1="${left}" x2="${width}" y1="${at}" y2="${at}"/><text class="tick" x="${left - 8}" y="${at}" dy=".32em" text-anchor="end">${(0,units/* formatBytes */.z3)(scale * part)}</text>`;
        }),
        ...bars.map((bar, index) => barSvg(bar, left + 4 + index * step, step, y)),
        ...labels(bars, step),
        '</svg>',
        '<figcaption><span class="key full"></span> to look at: what a full copy takes <span class="key added"></span> newly stored',
        earlier > 0 ? ` · ${(0,units/* countOf */.pq)(earlier, 'earlier snapshot is', 'earlier snapshots are')} in the list below` : '',
        '</figcaption>',
        '</figure>'
    ].join('\n');
}
function barSvg({ id, record }, x, step, y) {
    const wide = Math.max(1, step * 0.74);
    const rect = (bytes, name, inset) => {
        const high = Math.max(bytes > 0 ? 1.5 : 0, y(0) - y(bytes));
        return `<rect class="${name}" x="${(x + inset).toFixed(1)}" width="${Math.max(1, wide - 2 * inset).toFixed(1)}" y="${(y(0) - high).toFixed(1)}" height="${high.toFixed(1)}" rx="1.5"/>`;
    };
    const said = `${minuteOf(id)}: ${(0,units/* formatBytes */.z3)(record.bytesOnDisk)} to look at, ${(0,units/* formatBytes */.z3)(record.bytesAdded)} newly stored`;
    return `<a href="#s-${id}" tabindex="-1"><title>${said}</title>${rect(record.bytesOnDisk, 'full', 0)}${rect(record.bytesAdded, 'added', wide * 0.18)}</a>`;
}
function labels(bars, step) {
    const each = Math.max(1, Math.ceil(64 / step));
    return bars.flatMap(({ id }, index) => {
        if ((bars.length - 1 - index) % each !== 0)
            return [];
        const at = (left + 4 + index * step + step * 0.37).toFixed(1);
        return [`<text class="tick" x="${at}" y="${height - 8}" text-anchor="middle">${id.slice(5, 10)}</text>`];
    });
}
const inWords = (bars) => {
    const [first] = bars;
    const last = bars.at(-1);
    if (first === undefined || last === undefined)
        return '';
    const added = bars.slice(1).reduce((sum, { record }) => sum + record.bytesAdded, 0);
    return `${(0,units/* countOf */.pq)(bars.length, 'snapshot', 'snapshots')} from ${minuteOf(first.id)} to ${minuteOf(last.id)}. The newest is ${(0,units/* formatBytes */.z3)(last.record.bytesOnDisk)} to look at; those after the first of them took ${(0,units/* formatBytes */.z3)(added)} together. The list below has every figure.`;
};
function niceTop(bytes) {
    const unit = 1024 ** Math.max(0, Math.floor(Math.log(bytes) / Math.log(1024)));
    const value = bytes / unit;
    const power = 10 ** Math.floor(Math.log10(value));
    const nice = [1, 2, 4, 8, 10].find(step => step * power >= value) ?? 10;
    return nice * power * unit;
}

;// CONCATENATED MODULE: ./lib/core/page/script.js
const script = `
const copy = async (button) => {
  const text = button.previousElementSibling.textContent
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const range = document.createRange()
    range.selectNodeContents(button.previousElementSibling)
    const selection = getSelection()
    selection.removeAllRanges()
    selection.addRange(range)
    if (!document.execCommand('copy')) { button.textContent = 'Press Ctrl-C'; return }
  }
  button.textContent = 'Copied'
  document.getElementById('said').textContent = 'Copied'
  setTimeout(() => { button.textContent = 'Copy' }, 2000)
}
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => copy(button))
}
const open = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const details = target && target.querySelector('details')
  if (!details) return
  details.open = true
  details.querySelector('summary').focus({ preventScroll: true })
}
addEventListener('hashchange', open)
open()
`;

;// CONCATENATED MODULE: ./lib/core/report/by-hand.js



const longestPath = 1000;
function by_hand_restoreByHand({ status, snapshotPath }) {
    if ((status !== 'created' && status !== 'unchanged') || snapshotPath === '')
        return undefined;
    return by_hand_copyByHand(snapshotPath);
}
function by_hand_copyByHand(snapshotPath) {
    const command = (0,display/* showsAsItIs */.SI)(snapshotPath) && snapshotPath.length <= longestPath ? commandFor(snapshotPath) : undefined;
    if (command === undefined)
        return {
            sentence: 'The path of this snapshot cannot be shown here so that it could be pasted. The output `snapshot-path` has it; copy from there with `rsync -a`, which makes no links into the snapshot.'
        };
    return {
        command,
        sentence: 'This copies. Never link, move or edit files inside a snapshot: a file is shared by all snapshots that hold it.'
    };
}
function commandFor(snapshotPath) {
    if (isRemote(snapshotPath)) {
        const read = readSshAddress(snapshotPath);
        return read.ok ? fromFar(read.address) : undefined;
    }
    return snapshotPath.startsWith('/') ? `rsync -a -- ${shellWord(`${snapshotPath}/`)} restored/` : undefined;
}
function fromFar({ user, host, port, path }) {
    const account = `${user === undefined ? '' : `${user}@`}${host.includes(':') ? `[${host}]` : host}`;
    const shell = port === undefined ? '' : `-e ${shellWord(`ssh -p ${port}`)} `;
    return `rsync -a -s ${shell}-- ${shellWord(`${account}:${path}/`)} restored/`;
}

;// CONCATENATED MODULE: ./lib/core/report/causes.js


const words = {
    new: 'new file',
    content: 'other content',
    mode: 'same content, other permissions',
    owner: 'same content, other owner',
    mtime: 'same content, new time',
    'link-limit': 'out of links',
    'other-filesystem': 'base on another filesystem',
    altered: 'altered in the base',
    damaged: 'damaged in the base',
    refused: 'link refused'
};
const causeLabel = (cause) => `${words[cause]} (\`${cause}\`)`;
const advice = {
    new: 'Expected. `exclude` leaves out what need not be kept.',
    content: 'Expected where the build changed them. Otherwise make it reproducible, for example with `SOURCE_DATE_EPOCH`.',
    mode: 'Set one `umask` before the build, and look for a `chmod` in it.',
    owner: 'Build as the same user each time, in containers too.',
    mtime: '`compare: content` links these.',
    'link-limit': 'Nothing, it heals itself: the stored file had all the links it can have, and later snapshots link to the fresh copy.',
    'other-filesystem': 'Keep the series, and those named by `link-from`, on one filesystem.',
    altered: 'Somebody wrote into an earlier snapshot. Verify it before you trust it.',
    damaged: 'Check the disk: a verification found the stored bytes damaged. This snapshot has whole copies again.',
    refused: 'Build as the user who owns the volume, or see `fs.protected_hardlinks`.'
};
function causesTitle({ status, base, causes, counts }) {
    if (status !== 'created' && status !== 'dry-run')
        return '';
    if (causes.length === 0 || (base === undefined && causes.every(({ cause }) => cause === 'new')))
        return '';
    const files = (0,units/* countOf */.pq)(counts.filesCopied, 'file', 'files');
    if (status === 'dry-run')
        return `Why ${files} would be copied`;
    return `Why ${files} ${counts.filesCopied === 1 ? 'was' : 'were'} copied`;
}
const causeRows = ({ causes }) => [
    ['Because', 'Files', 'Size', 'What to do'],
    ...causes
        .slice(0, cause_causes.length)
        .map(({ cause, files, bytes }) => [causeLabel(cause), (0,units/* formatCount */.B4)(files), (0,units/* formatBytes */.z3)(bytes), advice[cause]])
];

;// CONCATENATED MODULE: ./lib/core/page/snapshots.js








const mostDetailed = 300;
function snapshotsHtml(model) {
    const writtenAtMs = Date.parse(model.writtenAt);
    return [
        '<ol class="snapshots" reversed>',
        ...model.snapshots.map((one, index) => itemHtml(one, model, index < mostDetailed, writtenAtMs)),
        '</ol>'
    ].join('\n');
}
function itemHtml(one, model, isDetailed, writtenAtMs) {
    const { id, record } = one;
    const soon = goesSoon(one, writtenAtMs) ? ' soon' : '';
    const line = [
        `<span class="when"><time datetime="${isoOf(id)}">${minuteOf(id)}</time>${one.isLatest ? ' <b class="tag latest">latest</b>' : ''}${(record?.tags ?? []).map(tag => ` <b class="tag">${shownHtml(tag)}</b>`).join('')}${record?.pinned === true ? ' <b class="tag pin">pinned</b>' : ''}</span>`,
        ...(record === undefined
            ? ['<span class="figures"></span>']
            : [
                `<span class="figures"><span>${(0,units/* countOf */.pq)(record.files, 'file', 'files')}</span><span>${(0,units/* formatBytes */.z3)(record.bytesOnDisk)}</span><span class="new">+${(0,units/* formatBytes */.z3)(record.bytesAdded)}</span></span>`
            ]),
        `<span class="fate ${lotOf(one)}${soon}">${escapeHtml(fateWords(one))}</span>`
    ].join('');
    if (!isDetailed || record === undefined) {
        const why = one.damage === undefined ? '' : `<p class="quiet">${shownHtml(one.damage)}</p>`;
        return `<li id="s-${id}"><div class="line">${line}</div>${why}</li>`;
    }
    return `<li id="s-${id}"><details><summary class="line">${line}</summary>${detailHtml(one, record, model)}</details></li>`;
}
function detailHtml(one, record, model) {
    return [
        '<div class="detail">',
        `<p>${snapshots_inWords(record)}</p>`,
        one.reasons.length > 0 ? `<p>Kept now by: ${one.reasons.map(reason => shownHtml(reason)).join(', ')}.</p>` : '',
        largestHtml(record),
        record.causes.length > 0
            ? `<p class="quiet">Stored because of ${record.causes.map(({ cause, files, bytes }) => `${escapeHtml(causeLabel(cause).replaceAll('`', ''))}: ${(0,units/* formatCount */.B4)(files)}, ${(0,units/* formatBytes */.z3)(bytes)}`).join('; ')}.</p>`
            : '',
        '<h3>Get it back</h3>',
        ...commands(one, model).map(commandHtml),
        runHtml(record),
        '</div>'
    ].join('\n');
}
function snapshots_inWords(record) {
    const { files, filesLinked, filesAdded, filesChanged, filesMoved, filesRemoved, base } = record;
    const share = files === 0 ? '' : ` (${(0,units/* formatPercent */.l9)(filesLinked / files)})`;
    const changes = [
        [filesAdded, 'added'],
        [filesChanged, 'changed'],
        [filesMoved, 'moved'],
        [filesRemoved, 'removed']
    ];
    const said = changes.flatMap(([count, word]) => (count === 0 ? [] : [`${(0,units/* formatCount */.B4)(count)} ${word}`]));
    const since = base === undefined
        ? 'The first of its series.'
        : `Since ${shownHtml(base.id)}: ${said.length === 0 ? 'nothing changed' : said.join(', ')}.`;
    return `${(0,units/* formatCount */.B4)(filesLinked)} of ${(0,units/* countOf */.pq)(files, 'file', 'files')}${share} are links. ${since} Taken in ${(0,units/* formatDuration */.a3)(record.durationMs)}.`;
}
function largestHtml({ largest = [] }) {
    if (largest.length === 0)
        return '';
    const rows = largest.map(({ path, bytes, cause }) => `<tr><td><code>${shownHtml(path)}</code></td><td class="number">${(0,units/* formatBytes */.z3)(bytes)}</td><td>${escapeHtml(causeLabel(cause).replace(/ \(.*/, ''))}</td></tr>`);
    return `<table class="largest"><caption>Largest newly stored files</caption><thead><tr><th scope="col">File</th><th scope="col" class="number">Size</th><th scope="col">Because</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
function commands({ id, path }, { volume, series }) {
    const words = ['--volume', volume, '--name', series, '--snapshot', id];
    const byHand = by_hand_copyByHand(path).command;
    return [
        ...(words.every(display/* showsAsItIs */.SI) ? [`snapshot-action restore ${words.map(quoted).join(' ')} --path restored`] : []),
        ...(byHand === undefined ? [] : [byHand])
    ];
}
const quoted = (word) => (/^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : shellWord(word));
const commandHtml = (command) => `<div class="command"><pre tabindex="0"><code>${escapeHtml(command)}</code></pre><button type="button" data-copy hidden>Copy</button></div>`;
function runHtml({ run, compare, program }) {
    const facts = [
        run.url === undefined
            ? (run.runId ?? '') && `run ${shownHtml(run.runId ?? '')}`
            : linkHtml(run.url, `run ${run.runId ?? ''}`),
        run.workflow && shownHtml(run.workflow),
        run.job && `job ${shownHtml(run.job)}`,
        run.ref && shownHtml(run.ref),
        run.commit && `commit <code>${shownHtml(run.commit)}</code>`,
        run.actor && `by ${shownHtml(run.actor)}`,
        `compare: ${compare}`,
        shownHtml(program)
    ].filter(fact => fact !== undefined && fact !== '');
    return `<p class="quiet">${facts.join(' · ')}</p>`;
}
const isoOf = (id) => `${id.slice(0, 11)}${id.slice(11, 20).replaceAll('-', ':')}`;

;// CONCATENATED MODULE: ./lib/core/page/style.js
const style = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--quiet:#59636e;--line:#d1d9e0;--card:#f6f8fa;--full:#c2cad3;--blue:#0969da;--blue-bg:#ddf4ff;--green:#1a7f37;--green-bg:#dafbe1;--amber:#9a6700;--amber-bg:#fff8c5;--red:#a40e26;--red-bg:#ffebe9;--violet:#6639ba;--violet-bg:#fbefff}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#f0f6fc;--quiet:#9198a1;--line:#3d444d;--card:#151b23;--full:#4a525c;--blue:#58a6ff;--blue-bg:#121d2f;--green:#56d364;--green-bg:#12261e;--amber:#e3b341;--amber-bg:#2a2111;--red:#ff9492;--red-bg:#2d1214;--violet:#d2a8ff;--violet-bg:#271a3d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
main,header,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
h1{font-size:1.6rem;line-height:1.25;margin:0;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2.5rem 0 .75rem}
h3{margin:1rem 0 .35rem;font-size:.95rem}
a{color:var(--blue)}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-100vw}.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.25rem .5rem}
.quiet,figcaption,.keys{color:var(--quiet);font-size:.875rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.85em}
code{overflow-wrap:anywhere}
.big{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.25rem 0 0;padding:0}
.big div{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem}
.big dt{color:var(--quiet);font-size:.875rem}.big dd{margin:0;font-size:1.2rem;font-weight:600}
figure{margin:0}.chart{width:100%;height:auto;display:block}
.chart .full,.key.full{fill:var(--full);background:var(--full)}.chart .added,.key.added{fill:var(--blue);background:var(--blue)}
.chart .grid{stroke:var(--line);stroke-width:1}.chart .tick{fill:var(--quiet);font-size:12px}
.chart a:hover .full,.chart a:focus .full{fill:var(--quiet)}
.key{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin:0 .2em 0 .6em}
.months{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1.25rem}
.month{border-collapse:separate;border-spacing:2px;font-size:.8rem;text-align:center;width:100%;table-layout:fixed}
.month caption{font-weight:600;font-size:.9rem;text-align:left;padding:0 0 .25rem .3rem}
.month th{color:var(--quiet);font-weight:400}.month td{padding:0;height:1.9rem}
.none{color:var(--quiet)}
.day{display:inline-block;min-width:1.7rem;line-height:1.6rem;border-radius:5px;border:1px solid transparent;text-decoration:none;font-weight:600;padding:0 .2rem}
.day sup{font-size:.65em;font-weight:400;line-height:0}
.day.stays,.fate.stays{color:var(--green);background:var(--green-bg)}.day.goes,.fate.goes{color:var(--amber);background:var(--amber-bg)}
.day.soon,.fate.soon{color:var(--red);background:var(--red-bg)}.day.pinned,.fate.pinned{color:var(--violet);background:var(--violet-bg)}
.day.unknown,.fate.unknown{color:var(--quiet);background:var(--card)}
.day{border-color:currentColor}.keys .day{margin-left:.9rem;text-align:center;font-size:.8rem}.keys .day:first-child{margin-left:0}
.snapshots{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:8px}
.snapshots>li{border-top:1px solid var(--line);scroll-margin-top:1rem}.snapshots>li:first-child{border-top:0}
.snapshots>li:target{background:var(--blue-bg)}
.line{display:grid;grid-template-columns:minmax(12rem,1.4fr) minmax(16rem,1.5fr) minmax(11rem,1fr);gap:.25rem 1rem;align-items:center;padding:.55rem 1rem .55rem 2rem;position:relative}
summary.line{cursor:pointer;list-style:none}summary.line::-webkit-details-marker{display:none}
summary.line::before{content:"";position:absolute;left:.9rem;top:1.15rem;border:.3rem solid transparent;border-left-color:var(--quiet);transform-origin:25% 50%}
details[open]>summary.line::before{transform:rotate(90deg)}summary.line:hover{background:var(--card)}
.when{font-weight:600;font-variant-numeric:tabular-nums}
.figures{display:grid;grid-template-columns:1fr 1fr 1fr;gap:.5rem;font-variant-numeric:tabular-nums;text-align:right;font-size:.9rem}
.new{color:var(--blue);font-weight:600}
.fate{font-size:.85rem;border-radius:1rem;padding:.1rem .7rem;justify-self:start}
.tag{font-size:.75rem;font-weight:500;border:1px solid var(--line);border-radius:1rem;padding:0 .5rem;margin-left:.15rem}
.tag.latest{color:var(--blue);border-color:currentColor}.tag.pin{color:var(--violet);border-color:currentColor}
.detail{padding:0 1rem 1rem 2rem}.detail p{margin:.4rem 0}
.largest{border-collapse:collapse;width:100%;font-size:.875rem;margin:.5rem 0}.largest caption{text-align:left;font-weight:600;padding:.25rem 0}
.largest th,.largest td{text-align:left;padding:.2rem .75rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top}.largest th{font-weight:400;color:var(--quiet)}
.largest .number{text-align:right;white-space:nowrap}
.command{display:flex;gap:.5rem;align-items:start;margin:.35rem 0}
.command pre{flex:1;margin:0;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;white-space:pre-wrap;overflow-wrap:anywhere}
button{font:inherit;font-size:.85rem;color:var(--fg);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.4rem .8rem;cursor:pointer}
footer{padding-top:2rem;padding-bottom:3rem}
@media (max-width:46rem){.line{grid-template-columns:1fr}.figures{text-align:left;grid-template-columns:auto auto auto;justify-content:start;gap:1.25rem}}
@media print{details>*{display:block}button{display:none}}
`;

;// CONCATENATED MODULE: ./lib/core/page/page.js









const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
function hashOf(text) {
    return `sha256-${(0,external_node_crypto_namespaceObject.createHash)('sha256').update(text).digest('base64')}`;
}
function seriesPage(model) {
    const { series, volume, writtenAt, program, snapshots } = model;
    return `<!doctype html>
${pageMark}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<title>${shownHtml(series)} · snapshots</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#snapshots">To the list of snapshots</a>
<header>
<h1>${shownHtml(series)}</h1>
<p class="quiet">Snapshots on <code>${shownHtml(volume)}</code></p>
${figuresHtml(model)}
</header>
<main>
${section('size', 'To look at, and on the disk', chartHtml(snapshots))}
${section('calendar', 'Calendar', snapshots.length === 0 ? '' : `${calendarHtml(snapshots, Date.parse(writtenAt))}\n${rulesHtml(model)}`)}
${section('snapshots', 'Snapshots', snapshots.length === 0 ? '<p>There is none yet.</p>' : snapshotsHtml(model))}
</main>
<footer class="quiet">
<p>Copy out of a snapshot; never link, move or edit files inside one: a file is shared by all snapshots that hold it. All times are UTC.</p>
<p>Written ${minuteOf(writtenAt.replaceAll(':', '-'))} by ${shownHtml(program)}.</p>
<p id="said" role="status" aria-live="polite"></p>
</footer>
<script>${script}</script>
</body>
</html>
`;
}
const section = (id, title, body) => body === '' ? '' : `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>\n${body}\n</section>`;
function figuresHtml({ snapshots, bytesOnDisk }) {
    const records = snapshots.flatMap(({ record }) => record ?? []);
    const full = records.reduce((sum, record) => sum + record.bytesOnDisk, 0);
    const newest = snapshots.find(({ isLatest }) => isLatest);
    const figures = [
        ['Snapshots', (0,units/* formatCount */.B4)(records.length)],
        ['Newest', newest === undefined ? 'none' : minuteOf(newest.id)],
        ['Full copies would take', (0,units/* formatBytes */.z3)(full)],
        ...(bytesOnDisk === undefined
            ? []
            : [
                ['On the disk', (0,units/* formatBytes */.z3)(bytesOnDisk)],
                ['Saved', full === 0 ? '–' : (0,units/* formatPercent */.l9)(Math.max(0, 1 - bytesOnDisk / full))]
            ])
    ];
    return `<dl class="big">${figures.map(([name = '', value = '']) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>`;
}
function rulesHtml({ rules, everyMs }) {
    if (rules.length === 0)
        return '<p class="quiet">No retention is applied here, or none is known of.</p>';
    const often = everyMs === undefined ? '' : `, supposing that a snapshot is taken every ${everyWords(everyMs)}`;
    return `<p class="quiet">As the rules are now (${rules.map(rule => `<code>${shownHtml(rule)}</code>`).join(', ')})${often}. Rules about space may take the oldest sooner.</p>`;
}
function everyWords(ms) {
    const hours = Math.max(1, Math.round(ms / 3_600_000));
    const days = Math.round(hours / 24);
    if (hours < 36 && hours !== 24)
        return hours === 1 ? 'hour' : `${hours} hours`;
    return days === 1 ? 'day' : `${days} days`;
}

;// CONCATENATED MODULE: ./lib/core/report/prune-rules.js

const counts = [
    ['keep-last', 'keepLast'],
    ['keep-hourly', 'keepHourly'],
    ['keep-daily', 'keepDaily'],
    ['keep-weekly', 'keepWeekly'],
    ['keep-monthly', 'keepMonthly'],
    ['keep-yearly', 'keepYearly']
];
const limits = [
    ['min-free-space', 'minFreeSpace'],
    ['min-free-inodes', 'minFreeInodes'],
    ['max-size', 'maxSize']
];
const rulesInWords = (policy, space) => [
    ...counts.flatMap(([name, key]) => (policy[key] > 0 ? [`${name}: ${policy[key]}`] : [])),
    ...(policy.keepWithin === undefined ? [] : [`keep-within: ${spanText(policy.keepWithin)}`]),
    ...policy.keepTags.map(tag => `keep-tags: ${tag}`),
    ...limits.flatMap(([name, key]) => {
        const limit = space[key];
        return limit === undefined ? [] : [`${name}: ${limit.text}`];
    })
];

;// CONCATENATED MODULE: ./lib/core/retention/forecast.js


const forecast_dayMs = 86_400_000;
const forecast_hourMs = 3_600_000;
const gapsLookedAt = 14;
const mostRuns = 400;
const mostJudged = 200_000;
function forecast(snapshots, policy, now) {
    const dated = snapshots.flatMap(one => {
        const moment = parseSnapshotId(one.id)?.moment.getTime();
        return one.isForeign || moment === undefined || moment > now.getTime() ? [] : [moment];
    });
    const everyMs = habit(dated);
    const fates = new Map();
    let there = snapshots.map(one => ({ ...one, isBeingRead: false }));
    const ours = new Set(there.filter(one => !one.isForeign).map(({ id }) => id));
    let atMs = now.getTime();
    const runs = Math.min(mostRuns, Math.ceil(mostJudged / Math.max(1, snapshots.length)));
    for (let run = 0; run < runs && fates.size < ours.size; run++) {
        atMs += everyMs;
        const taken = new Set(there.map(({ id }) => id));
        const id = snapshot_id_snapshotId(new Date(atMs), candidate => taken.has(candidate));
        const fresh = { id, tags: [], isPinned: false, isBeingRead: false, isForeign: false, isLatest: true };
        there = [...there.map(one => ({ ...one, isLatest: false })), fresh];
        const kept = new Set();
        for (const verdict of judge(there, policy, new Date(atMs))) {
            if (verdict.decision === 'keep')
                kept.add(verdict.id);
            else if (ours.has(verdict.id))
                fates.set(verdict.id, { goes: true, atMs });
        }
        there = there.filter(one => kept.has(one.id));
    }
    for (const id of ours)
        if (!fates.has(id))
            fates.set(id, { goes: false, untilMs: atMs });
    return { everyMs, fates };
}
function habit(moments) {
    const sorted = moments.toSorted((a, b) => b - a).slice(0, gapsLookedAt + 1);
    const gaps = sorted
        .slice(1)
        .map((moment, index) => (sorted[index] ?? moment) - moment)
        .sort((a, b) => a - b);
    const median = gaps[Math.floor(gaps.length / 2)];
    return median === undefined ? forecast_dayMs : Math.max(forecast_hourMs, median);
}

;// CONCATENATED MODULE: ./lib/actions/series-page.js







async function writeSeriesPage(series, { volume, now, program }) {
    const listed = await series.list();
    const { state, target } = await series.latest();
    const latest = currentSnapshot(listed, state === 'link' ? latest_link_snapshotOfLatest(target) : undefined, now);
    const policy = listed.find(({ record }) => record?.retention !== undefined)?.record?.retention;
    const judged = policy === undefined ? undefined : judgedBy(policy, listed, target, now);
    const page = seriesPage({
        volume,
        series: series.name,
        snapshots: listed.map(one => ({
            ...one,
            path: series.tree(one.id).path,
            isLatest: one === latest,
            ...(judged?.of(one.id) ?? { reasons: [] })
        })),
        ...(listed.length > 0 && { bytesOnDisk: await series.bytesOnDisk() }),
        rules: policy === undefined ? [] : rulesInWords(policy, {}),
        ...(judged && { everyMs: judged.everyMs }),
        writtenAt: now.toISOString(),
        program
    });
    await series.writePage(page);
}
function judgedBy(policy, listed, target, now) {
    const standing = listed.map(one => standingOf(one, target));
    const verdicts = new Map(judge(standing, policy, now).map(({ id, reasons, decision }) => [id, { reasons, decision }]));
    const { fates, everyMs } = forecast(standing, policy, now);
    return {
        everyMs,
        of: id => {
            const verdict = verdicts.get(id);
            const fate = fates.get(id);
            return { reasons: verdict?.decision === 'keep' ? verdict.reasons : [], ...(fate && { fate }) };
        }
    };
}

;// CONCATENATED MODULE: ./lib/core/spread.js
const spreadSlot = (number, slots) => Math.imul(number, 0x9e37_79b1) >>> (Math.clz32(slots) + 1);

;// CONCATENATED MODULE: ./lib/core/inode-set.js

class InodeSet {
    #slots = new Uint32Array(2 * 1024);
    #size = 0;
    #hasZero = false;
    #given = new BigInt64Array(1);
    #halves = new Uint32Array(this.#given.buffer);
    add(ino) {
        this.#given[0] = ino;
        const [low = 0, high = 0] = [this.#halves[0], this.#halves[1]];
        if (low === 0 && high === 0) {
            const isNew = !this.#hasZero;
            this.#hasZero = true;
            return isNew;
        }
        const isNew = put(this.#slots, low, high);
        if (isNew && ++this.#size * 4 > this.#slots.length)
            this.#grow();
        return isNew;
    }
    #grow() {
        const before = this.#slots;
        this.#slots = new Uint32Array(before.length * 2);
        for (let at = 0; at < before.length; at += 2) {
            const [low = 0, high = 0] = [before[at], before[at + 1]];
            if (low !== 0 || high !== 0)
                put(this.#slots, low, high);
        }
    }
}
function put(slots, low, high) {
    const count = slots.length / 2;
    for (let slot = spreadSlot(low ^ high, count);; slot = (slot + 1) & (count - 1)) {
        const at = slot * 2;
        if (slots[at] === low && slots[at + 1] === high)
            return false;
        if (slots[at] === 0 && slots[at + 1] === 0) {
            slots[at] = low;
            slots[at + 1] = high;
            return true;
        }
    }
}

;// CONCATENATED MODULE: ./lib/actions/check-stored.js








async function checkStored(partial, directories, settled, series, onProgress) {
    const paths = [];
    const clonesAt = [];
    for (const item of settled) {
        if (isSeen(item))
            continue;
        if (item.written !== undefined)
            clonesAt.push({ at: paths.length, bytes: item.written });
        paths.push(item.entry.path);
    }
    const stored = await partial.seal(directories, paths, onProgress);
    const wrong = [];
    const entries = [];
    const counted = new InodeSet();
    const written = new Map();
    for (const { at, bytes } of clonesAt) {
        const ino = stored.at(at)?.ino;
        if (ino !== undefined)
            written.set(ino, bytes);
    }
    const clones = { files: written.size, bytesOnDisk: 0, bytesWritten: 0 };
    let bytesOnDisk = 0;
    let bytesAdded = 0;
    let seriesBytesAdded = 0;
    const count = ({ ino, allocated, own }, isShared, fromSeries) => {
        if (isShared && !counted.add(ino))
            return;
        if (written.has(ino)) {
            clones.bytesOnDisk += allocated;
            clones.bytesWritten += own;
        }
        bytesOnDisk += allocated;
        if (fromSeries === undefined)
            bytesAdded += own;
        if (fromSeries !== series)
            seriesBytesAdded += own;
    };
    let looked = 0;
    for (const item of settled) {
        const { entry, fromSeries } = item;
        if (isSeen(item)) {
            entries.push(entry);
            count({ ino: item.ino, allocated: item.allocated, own: item.allocated }, item.links > 1, fromSeries);
            continue;
        }
        const now = stored.at(looked++);
        const why = whatIsWrong(item, now);
        if (why !== undefined)
            wrong.push(`${(0,display/* showName */.$i)(entry.path)}: ${why}`);
        if (now === undefined)
            continue;
        const isDropped = now.mode !== entry.mode && now.type !== 'link';
        if (isDropped)
            entries.push(entryWith(entry, { mode: now.mode, sourceMode: entry_sourceModeOf(entry), storedMtimeNs: now.mtimeNs }));
        else
            entries.push(now.mtimeNs === entry.storedMtimeNs ? entry : entryWith(entry, { storedMtimeNs: now.mtimeNs }));
        const isOfBase = item.how === 'made' && now.type === 'link' && now.links > 1;
        const isShared = now.links > 1 && now.type !== 'dir';
        const own = Math.min(written.get(now.ino) ?? now.allocated, now.allocated);
        count({ ino: now.ino, allocated: now.allocated, own }, isShared, isOfBase ? series : fromSeries);
    }
    if (wrong.length > 0) {
        throw new core_failure/* Failure */.HR('stored', `${(0,units/* countOf */.pq)(wrong.length, 'stored path is', 'stored paths are')} not what was to be stored, so nothing was published:${firstAsLines(wrong, line => line)}\nIf this happens again, the volume or its disk is at fault.`);
    }
    return { entries: inDocumentOrder(entries), bytesOnDisk, bytesAdded, seriesBytesAdded, clones };
}
const isSeen = (item) => item.ino !== undefined && item.allocated !== undefined && item.links !== undefined;
function whatIsWrong({ entry, ino }, stored) {
    if (stored === undefined)
        return 'is missing';
    if (stored.type !== entry.type)
        return `is a ${stored.type}, not a ${entry.type}`;
    if (entry.type === 'link')
        return stored.target === entry.target ? undefined : 'points elsewhere';
    if (entry.type === 'file' && stored.size !== entry.size)
        return `has ${stored.size} bytes, not ${entry.size}`;
    const isDropped = entry.owner === undefined && stored.mode === (entry.mode & ~0o6000);
    if (stored.mode !== entry.mode && !isDropped)
        return `has mode ${stored.mode.toString(8)}, not ${entry.mode.toString(8)}`;
    if (entry.owner !== undefined && !sameOwner(entry.owner, stored))
        return 'has another owner';
    if (ino !== undefined && stored.ino !== ino)
        return 'is not the file it was linked to';
    return isSameTime(stored.mtimeNs, entry.storedMtimeNs) ? undefined : 'has another mtime';
}

;// CONCATENATED MODULE: ./lib/core/manifest/tree-shape.js


class TreeShape {
    #directories = new Set();
    #previous;
    #isPattern = false;
    #parent;
    admit({ path, type }) {
        const previous = this.#previous;
        const wasPattern = this.#isPattern;
        const isOne = isPattern(path);
        this.#previous = path;
        this.#isPattern = isOne;
        if (previous === undefined) {
            if (path !== '.' || type !== 'dir')
                return 'is not the top directory, which comes first';
        }
        else {
            const order = compareInDocument(previous, path, wasPattern, isOne);
            if (order === 0)
                return 'has the same path as the one before';
            if (order > 0)
                return 'is out of order';
            const parent = (0,byte_path/* parentPath */.yl)(path);
            if (parent !== this.#parent && !this.#directories.has(parent))
                return 'lies in what is not a directory';
            this.#parent = parent;
        }
        if (type === 'dir')
            this.#directories.add(path);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/core/manifest/manifest.js







const manifest_pieceLength = 65_536;
function* encodeManifest(header, entries, digest) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    const shape = new TreeShape();
    let piece = `#mtree\n# snapshot ${headerWord(header.id)} of ${headerWord(header.series)}\n`;
    for (const entry of inDocumentOrder(entries)) {
        const { line, timeless } = encodeEntry(entry);
        piece += `${line}\n`;
        digest?.take(timeless);
        const problem = shape.admit(entry);
        if (problem !== undefined)
            throw new TypeError(`the entry ${(0,display/* showName */.$i)(entry.path)} ${problem}`);
        if (piece.length < manifest_pieceLength)
            continue;
        hash.update(piece, 'latin1');
        yield piece;
        piece = '';
    }
    if (entries.length === 0)
        throw new TypeError('a manifest needs at least the top directory');
    hash.update(piece, 'latin1');
    yield `${piece}# end ${entries.length} entries sha256:${hash.digest('hex')}\n`;
}
function headerWord(text) {
    if (text === '')
        throw new TypeError('a manifest needs the id and the series of its snapshot');
    return escapeBytes((0,byte_path/* pathFromText */.pQ)(text));
}

;// CONCATENATED MODULE: ./lib/actions/manifest-ahead.js




class ManifestAhead {
    #header;
    #planned;
    #ready;
    constructor(header, planned, partial) {
        this.#header = header;
        this.#planned = planned;
        this.#ready = this.#make(partial);
        this.#ready.catch(() => undefined);
    }
    async of(entries) {
        const planned = this.#inOrder();
        const isAsPlanned = entries.length === planned.length && entries.every((entry, index) => entry === planned[index]);
        const ready = isAsPlanned ? await this.#ready : undefined;
        return ready ?? { digest: manifestDigest(entries), text: encodeManifest(this.#header, entries) };
    }
    async #make(partial) {
        const digest = new TreeDigest();
        const text = await partial.pack(this.#text(digest));
        return { digest: digest.end(), text };
    }
    async *#text(digest) {
        for (const piece of encodeManifest(this.#header, this.#inOrder(), digest)) {
            yield piece;
            await aTurn();
        }
    }
    #inOrder() {
        return (this.#planned = inDocumentOrder(this.#planned));
    }
}

;// CONCATENATED MODULE: ./lib/actions/verify-stored.js





async function verifyStored(partial, settled, reporter) {
    const copied = chosen(settled, ({ how, entry }) => how === 'copied' && entry.type === 'file').map(({ entry }) => entry);
    const digests = await partial.hash(copied.map(entry => entry.path), reporter.progress);
    const wrong = copied.filter((entry, index) => digests[index] !== entry.sha256);
    if (wrong.length > 0) {
        const names = firstAsLines(wrong, entry => (0,display/* showName */.$i)(entry.path));
        throw new core_failure/* Failure */.HR('stored', `${(0,units/* countOf */.pq)(wrong.length, 'stored file', 'stored files')} read back with other bytes than the source had, so nothing was published:${names}\nCheck the volume's disk and its cables, and the machine's memory.`);
    }
    reporter.info(`${(0,units/* countOf */.pq)(copied.length, 'stored file', 'stored files')} read back and found right`);
}

;// CONCATENATED MODULE: ./lib/actions/store.js









async function store(story, series, source, planned) {
    const { ports } = story;
    const used = await series.takenIds();
    const id = snapshot_id_snapshotId(ports.clock.now(), candidate => used.has(candidate));
    const partial = series.beginAhead?.(id) ?? (await series.begin(id));
    try {
        const header = { id, series: series.name };
        const stored = await story.phase('Fill', () => filledAs(story, source, partial, readyPlan(planned.take()), header));
        const taken = await checkAndPublish(story, series, header, partial, stored);
        story.publishedId = id;
        return taken;
    }
    catch (thrown) {
        const error = await withShortage(ports.volume, thrown);
        await clearUp(story, partial, series, id, error);
        throw error;
    }
}
async function filledAs(story, source, partial, planned, header) {
    let ahead;
    const filled = await fill(story, source, partial, planned, entries => {
        if (entries.length <= mostBesidePlan)
            ahead = new ManifestAhead(header, entries, partial);
    });
    return { filled, compared: await comparedOf(story, planned, filled.vanished), ...(ahead !== undefined && { ahead }) };
}
const mostBesidePlan = 100_000;
const entriesOf = ({ settled }) => Array.from(settled, ({ entry }) => entry);
async function checkAndPublish(story, series, header, partial, { filled, compared, ahead }) {
    const { settled, orphaned } = filled;
    const { inputs, ports } = story;
    const { measured, manifest } = await story.phase('Check what was stored', async () => {
        const begun = ahead ?? new ManifestAhead(header, entriesOf(filled), partial);
        const result = await checkStored(partial, [compared.top, ...orphaned], settled, series.name, ports.reporter.progress);
        if (inputs.verify)
            await verifyStored(partial, settled, ports.reporter);
        return { measured: result, manifest: await begun.of(result.entries) };
    });
    const taken = takenAs(story, header.id, compared, settled, measured, manifest.digest);
    const { record } = taken;
    for (const warning of findings(inputs, record))
        story.warn(warning);
    await story.phase('Publish', () => partial.publish(record, manifest.text));
    return taken;
}
async function clearUp(story, partial, series, id, error) {
    if (error instanceof core_failure/* Failure */.HR && error.kind === 'cancelled')
        return;
    try {
        const isPublished = (await series.list()).some(listed => listed.id === id);
        if (isPublished) {
            story.publishedId = id;
            return;
        }
        const { left } = await series.clear();
        if (left.length > 0)
            story.warn(cannotDelete(left));
    }
    catch (failure) {
        story.warn(`The unfinished tree ${partial.path} is left for the next run to clear: ${(0,core_failure/* messageOf */.bD)(failure)}`);
    }
}

;// CONCATENATED MODULE: ./lib/actions/snapshot.js



















async function takeSnapshot(inputs, context, ports, program) {
    const story = new Story(inputs, context, ports, program);
    const readOnly = whyReadOnly(inputs, context);
    if (readOnly !== undefined)
        return reportSkipped(story, readOnly);
    try {
        return await copyToCache(story, await take(story));
    }
    catch (thrown) {
        const error = await withShortage(ports.volume, thrown);
        throw story.publishedId === '' ? error : afterPublishing(story.publishedId, error);
    }
}
const noFiles = 'The source holds no files.';
async function take(story) {
    const series = story.ports.volume.series(story.inputs.name);
    const lock = new SeriesLock(story, series);
    try {
        return await takeUnder(story, series, lock);
    }
    finally {
        await lock.release();
    }
}
async function takeUnder(story, series, lock) {
    const { inputs, ports } = story;
    const early = ports.volume.isSlowToAnswer ? readAhead(series) : undefined;
    const isThere = early?.then(newest => newest !== undefined);
    const source = await story.phase('Check', () => prepare(story, lock, isThere));
    if (source === undefined)
        return reportSkipped(story, 'The source is missing.');
    const read = () => story.phase('Read the source', async () => {
        const scan = await readSource(inputs, ports, story, source);
        return scan && new Once(scan);
    });
    const ahead = new Once(early ?? readAhead(series));
    let scan = await read();
    if (scan === undefined)
        return reportSkipped(story, noFiles);
    if (inputs.dryRun)
        return await dryRun(inputs, ports, story, series, scan, ahead);
    await story.phase('Lock the series', () => lock.taken());
    if (lock.hasWaited)
        scan = await read();
    if (scan === undefined)
        return reportSkipped(story, noFiles);
    return await takeLocked(inputs, ports, story, series, source, scan, ahead);
}
function afterPublishing(id, error) {
    const kind = error instanceof core_failure/* Failure */.HR ? error.kind : 'stored';
    const what = kind === 'cancelled' ? 'The run was cancelled after that.' : `What came after it failed: ${(0,core_failure/* messageOf */.bD)(error)}`;
    return new core_failure/* Failure */.HR(kind, `Snapshot ${id} is complete and published. ${what}`, kind === 'cancelled' ? {} : { cause: error });
}
async function takeLocked(inputs, ports, story, series, source, scan, ahead) {
    const { begun, left } = await series.clear();
    if (begun.length > 0)
        story.note(`What an interrupted run had begun was cleared: ${begun.join(', ')}.`);
    if (left.length > 0)
        story.warn(cannotDelete(left));
    const listed = await listCurrentFirst(story, series);
    await repairLatest(story, series, listed[0]);
    const free = ports.volume.free();
    free.catch(() => undefined);
    const planned = await story.phase('Plan', () => plan(inputs, ports, story, series, listed, scan, ahead));
    const index = indexToKeep(story, series, scan.take());
    const current = listed[0]?.record;
    if (current !== undefined && inputs.skipIfUnchanged && (await isUnchanged(story, series, current, planned.peek()))) {
        await keepIndex(story, series, index);
        return await unchanged(story, series, current, planned.take());
    }
    checkShrink(inputs, planned.peek());
    const spare = await checkRoom({ name: ports.volume.name, free: () => free }, planned.peek(), story.hardLinksWork);
    const storing = store(story, series, source, planned);
    const isBeside = (index?.peek().length ?? 0) * 2 < spare;
    const keeping = isBeside ? keepIndex(story, series, index, storing) : undefined;
    const taken = await storing.finally(() => keeping);
    if (!isBeside)
        await keepIndex(story, series, index);
    const { id } = taken.record;
    const recount = taken.record.causes.some(({ cause }) => cause === 'altered');
    await series.countAdded({ id, bytes: taken.seriesBytesAdded, recount });
    const retained = await retention(story, series);
    await page(story, series);
    return await reportCreated(story, series, taken, retained);
}
async function unchanged(story, series, current, planned) {
    const retained = await retention(story, series);
    await page(story, series);
    return await reportUnchanged(story, series, current, planned, retained);
}
async function page(story, series) {
    const { inputs, ports, program } = story;
    if (!inputs.page)
        return;
    try {
        await writeSeriesPage(series, { volume: inputs.volume, now: ports.clock.now(), program });
    }
    catch (error) {
        if (error instanceof core_failure/* Failure */.HR && error.kind === 'cancelled')
            throw error;
        story.warn(`The page of the series could not be written: ${(0,core_failure/* messageOf */.bD)(error)}`);
    }
}
async function retention(story, series) {
    const { inputs, ports } = story;
    if (!inputs.retention.prune)
        return undefined;
    return await story.phase('Retain', async () => {
        try {
            const retained = await retain(ports.volume, series, inputs.retention, ports.clock.now());
            for (const warning of retained.warnings)
                story.warn(warning);
            for (const { id, decision, reasons } of retained.verdicts)
                ports.reporter.info(`${decision} ${id}: ${reasons.join(', ')}`);
            return retained;
        }
        catch (error) {
            if (error instanceof core_failure/* Failure */.HR && error.kind === 'cancelled')
                throw error;
            story.warn(`Retention could not be applied, and is tried again by the next run: ${(0,core_failure/* messageOf */.bD)(error)}`);
            return undefined;
        }
    });
}
async function plan(inputs, ports, story, series, listed, scan, ahead) {
    const chosen = await chooseBases(ports.volume, series, listed, inputs.linkFrom, ports.reporter, await ahead.take());
    await aTurn();
    let planned = planFor(inputs, scan.peek(), chosen);
    const { bases, warnings } = await chosen.sound;
    for (const warning of [...chosen.warnings, ...warnings])
        story.warn(warning);
    if (warnings.length > 0)
        planned = planFor(inputs, scan.peek(), { ...chosen, bases });
    const { base } = planned;
    ports.reporter.info(base === undefined
        ? 'The first snapshot of this series: everything is stored.'
        : `Compared with ${base.series}/${base.id}`);
    return new Once(planned);
}
async function dryRun(inputs, ports, story, series, scan, ahead) {
    const listed = await listCurrentFirst(story, series);
    const planned = (await story.phase('Plan', () => plan(inputs, ports, story, series, listed, scan, ahead))).take();
    checkShrink(inputs, planned);
    await checkRoom(ports.volume, planned, story.hardLinksWork);
    if (inputs.retention.prune) {
        const outlook = await retain_foresee(ports.volume, series, inputs.retention, ports.clock.now());
        const doomed = outlook.plan.verdicts.filter(isRemoved);
        if (doomed.length > 0)
            story.note(`Retention would remove ${doomed.map(({ id }) => id).join(', ')}.`);
    }
    return await reportDryRun(story, series, planned);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: ./lib/adapters/volume/mounts.js
var volume_mounts = __nccwpck_require__(385);
;// CONCATENATED MODULE: ./lib/adapters/disk-under.js




const network = new Set([
    ...[
        'nfs',
        'nfs4',
        'cifs',
        'smb3',
        'smbfs',
        'ncpfs',
        'afs',
        'ceph',
        '9p',
        'lustre',
        'gpfs',
        'beegfs',
        'ocfs2',
        'gfs2'
    ],
    ...[
        'sshfs',
        'ceph',
        'glusterfs',
        's3fs',
        'rclone',
        'gcsfuse',
        'blobfuse',
        'blobfuse2',
        'mount-s3',
        'davfs',
        'juicefs'
    ].map(name => `fuse.${name}`)
]);
const kernelHere = { mounts: volume_mounts/* readMounts */.bq, sys: '/sys' };
function diskUnder(path, kernel = kernelHere) {
    try {
        return lookUnder(path, kernel, 0);
    }
    catch {
        return { kind: 'unknown', filesystem: 'unknown' };
    }
}
const deepest = 8;
function lookUnder(path, kernel, depth) {
    const mount = (0,volume_mounts/* mountOf */.vI)(kernel.mounts(), (0,byte_path/* pathFromText */.pQ)((0,external_node_fs_.realpathSync)(path)));
    if (mount === undefined || depth > deepest)
        return { kind: 'unknown', filesystem: mount?.filesystem ?? 'unknown' };
    const { filesystem } = mount;
    if (network.has(filesystem))
        return { kind: 'network', filesystem };
    const device = deviceOf(mount);
    return device === undefined ? { kind: 'unknown', filesystem } : { ...kindOf(device, kernel, depth), filesystem };
}
function deviceOf({ device, source }) {
    if (!device.startsWith('0:'))
        return device;
    if (!source.startsWith('/'))
        return undefined;
    const { rdev } = (0,external_node_fs_.statSync)((0,byte_path/* fsPath */.Jk)(source), { bigint: true });
    if (rdev === 0n)
        return undefined;
    const major = ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & ~0xfffn);
    const minor = (rdev & 0xffn) | ((rdev >> 12n) & ~0xffn);
    return `${major}:${minor}`;
}
function kindOf(device, kernel, depth) {
    const own = (0,external_node_fs_.realpathSync)((0,external_node_path_.join)(kernel.sys, 'dev/block', device));
    return kindOfBlock((0,external_node_fs_.existsSync)((0,external_node_path_.join)(own, 'partition')) ? (0,external_node_path_.dirname)(own) : own, kernel, depth);
}
function kindOfBlock(block, kernel, depth) {
    if (depth > deepest)
        return { kind: 'unknown' };
    const backing = (0,external_node_path_.join)(block, 'loop/backing_file');
    if ((0,external_node_fs_.existsSync)(backing))
        return lookUnder((0,external_node_fs_.readFileSync)(backing, 'utf8').trimEnd(), kernel, depth + 1);
    const slaves = namesIn((0,external_node_path_.join)(block, 'slaves')).map(name => (0,external_node_fs_.realpathSync)((0,external_node_path_.join)(block, 'slaves', name)));
    if (slaves.length > 0) {
        const kinds = slaves.map(slave => kindOfBlock(wholeDisk(slave), kernel, depth + 1).kind);
        return { kind: ['rotational', 'network', 'unknown'].find(kind => kinds.includes(kind)) ?? 'solid' };
    }
    const isRotational = (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(block, 'queue/rotational'), 'utf8').trim() === '1';
    if (!isRotational)
        return { kind: 'solid' };
    return { kind: isVirtual(block) ? 'unknown' : 'rotational' };
}
const wholeDisk = (block) => ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(block, 'partition')) ? (0,external_node_path_.dirname)(block) : block);
const isVirtual = (block) => /\/(?:vd|xvd)[a-z]+$/.test(block);
const namesIn = (directory) => (0,external_node_fs_.lstatSync)(directory, { throwIfNoEntry: false })?.isDirectory() === true ? (0,external_node_fs_.readdirSync)(directory) : [];

;// CONCATENATED MODULE: ./lib/core/rsync-args.js

const listingArgs = (intent) => [
    '--dry-run',
    '--recursive',
    '--links',
    '-D',
    '--out-format=%i %n',
    '--debug=FILTER1',
    ...(intent.oneFileSystem ? ['--one-file-system'] : []),
    ...filterArgs(intent),
    ...intent.extra,
    ...(intent.fromList ? ['--from0', '--files-from=-'] : []),
    '--',
    directory(intent.root),
    directory(intent.emptyDirectory)
];
function filterArgs(intent) {
    return [
        ...(intent.neverListed === undefined ? [] : [`--filter=- ${anchored(intent.neverListed)}`]),
        ...intent.include.map(pattern => `--filter=+ ${pattern}`),
        ...intent.exclude.map(pattern => `--filter=- ${pattern}`),
        ...(intent.filterFile === undefined ? [] : [`--filter=. ${intent.filterFile}`]),
        ...intent.secretRules.map(rule => `--filter=${rule}`)
    ];
}
function anchored(path) {
    const text = (0,byte_path/* pathText */.LF)(path);
    return `/${/[*?[]/.test(text) ? text.replace(/[\\*?[]/g, '\\$&') : text}/`;
}
const copyArgs = (intent) => [
    '--archive',
    '--no-D',
    ...(intent.keepOwners ? ['--numeric-ids'] : ['--no-owner', '--no-group']),
    ...(intent.isSparse ? ['--sparse'] : []),
    '--modify-window=-1',
    ...(intent.linkDest.length > 0
        ? intent.linkDest.map(tree => `--link-dest=${tree}`)
        :
            [intent.isFilled === true ? '--size-only' : '--ignore-times']),
    '--out-format=%i %l',
    ...intent.extra,
    '--no-implied-dirs',
    '--from0',
    '--files-from=-',
    '--',
    directory(intent.root),
    directory(intent.destination)
];
const directory = (path) => (path.endsWith('/') ? path : `${path}/`);

;// CONCATENATED MODULE: ./lib/core/secrets.js
const excludedNames = [
    '.git/',
    'git-credentials-*.config',
    '.env',
    '.env.*',
    '.envrc',
    '.ssh/',
    '.gnupg/',
    'secring.gpg',
    'id_rsa',
    'id_dsa',
    'id_ecdsa',
    'id_ecdsa_sk',
    'id_ed25519',
    'id_ed25519_sk',
    '*.key',
    '*.p8',
    '*.p12',
    '*.pfx',
    '*.ppk',
    '*.jks',
    '*.keystore',
    '*.kdbx',
    'key.pem',
    '*-key.pem',
    '*_key.pem',
    '*.key.pem',
    'privkey*.pem',
    'privatekey*.pem',
    'private.pem',
    '.netrc',
    '_netrc',
    '.npmrc',
    '.pypirc',
    '.pgpass',
    '.my.cnf',
    '.htpasswd',
    '.s3cfg',
    '.boto',
    '.git-credentials',
    '.dockercfg',
    '.vault-token',
    '.terraformrc',
    'gha-creds-*.json',
    'application_default_credentials.json',
    '.docker/config.json',
    '.aws/credentials',
    '.azure/accessTokens.json',
    '.azure/msal_token_cache.*',
    '.config/gcloud/',
    '.config/gh/hosts.yml',
    '.kube/config',
    '.terraform.d/credentials.tfrc.json',
    '.m2/settings.xml',
    '.m2/settings-security.xml',
    '.gradle/gradle.properties',
    '.cargo/credentials',
    '.cargo/credentials.toml',
    '.gem/credentials',
    '.composer/auth.json'
];
const harmlessNames = [
    '.env.example',
    '.env.sample',
    '.env.template',
    '.env.dist',
    '*public-key.pem',
    '*public_key.pem',
    '*pub-key.pem',
    '*pub_key.pem',
    '*public.key',
    '*.pub.key'
];
const secretRules = () => [
    ...harmlessNames.map(name => `+ ${name}`),
    ...excludedNames.map(name => `- ${name}`)
];
const patterns = new Set(excludedNames);
const isSecretPattern = (pattern) => patterns.has(pattern);

;// CONCATENATED MODULE: ./lib/core/stat-index.js



const header = external_node_buffer_.Buffer.from('snapshot-action stat index 1\n\0\0\0', 'latin1');
const rowBytes = 72;
const stat_index_words = rowBytes / 8;
const start = header.length + 64;
const mostRows = 2_000_000;
const coarseNs = 3000000000n;
const racyNs = 50000000n;
function encodeStatIndex(of, entries, readAtNs) {
    const steady = entries.filter(entry => entry.type === 'file' && isSteady(entry, readAtNs)).slice(0, mostRows);
    const bytes = external_node_buffer_.Buffer.alloc(start + steady.length * rowBytes);
    header.copy(bytes);
    ownerOf(of).copy(bytes, header.length + 32);
    const numbers = new BigInt64Array(bytes.buffer, bytes.byteOffset + start, steady.length * stat_index_words);
    let at = 0;
    for (const { dev, ino, size, mtimeNs, ctimeNs, sha256 = '' } of steady) {
        numbers[at] = dev;
        numbers[at + 1] = ino;
        numbers[at + 2] = BigInt(size);
        numbers[at + 3] = mtimeNs;
        numbers[at + 4] = ctimeNs;
        bytes.write(sha256, start + at * 8 + 40, 'hex');
        at += stat_index_words;
    }
    sumOf(bytes).copy(bytes, header.length);
    return bytes;
}
function isSteady({ isRacy, ctimeNs, mtimeNs, sha256 }, readAtNs) {
    if (isRacy || sha256 === undefined || BigInt.asIntN(64, mtimeNs) !== mtimeNs)
        return false;
    return ctimeNs % 1000000000n !== 0n || ctimeNs < readAtNs - coarseNs;
}
const ownerOf = (of) => (0,external_node_crypto_namespaceObject.createHash)('sha256').update(of).digest();
const sumOf = (bytes) => (0,external_node_crypto_namespaceObject.createHash)('sha256')
    .update(bytes.subarray(header.length + 32))
    .digest();
function decodeStatIndex(of, given) {
    const bytes = external_node_buffer_.Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    const rowsLength = bytes.length - start;
    if (rowsLength <= 0 || rowsLength % rowBytes !== 0 || rowsLength / rowBytes > mostRows)
        return undefined;
    if (!bytes.subarray(0, header.length).equals(header))
        return undefined;
    if (!bytes.subarray(header.length + 32, start).equals(ownerOf(of)))
        return undefined;
    if (!bytes.subarray(header.length, header.length + 32).equals(sumOf(bytes)))
        return undefined;
    const rows = new SharedArrayBuffer(rowsLength);
    bytes.copy(external_node_buffer_.Buffer.from(rows), 0, start);
    const count = rowsLength / rowBytes;
    const slots = new Int32Array(new SharedArrayBuffer(4 * 2 ** Math.ceil(Math.log2(count * 2 + 1))));
    const inodes = new BigUint64Array(rows);
    for (let row = 0; row < count; row++) {
        let slot = slotOf(inodes[row * stat_index_words + 1] ?? 0n, slots.length);
        while (slots[slot] !== 0)
            slot = (slot + 1) & (slots.length - 1);
        slots[slot] = row + 1;
    }
    return { rows, slots: slots.buffer };
}
const slotOf = (ino, slots) => spreadSlot(Number(BigInt.asIntN(32, ino ^ (ino >> 32n))), slots);
class StatIndex {
    #rows;
    #signed;
    #bytes;
    #slots;
    constructor({ rows, slots }) {
        this.#rows = new BigUint64Array(rows);
        this.#signed = new BigInt64Array(rows);
        this.#bytes = Buffer.from(rows);
        this.#slots = new Int32Array(slots);
    }
    find(dev, ino, size, mtimeNs, ctimeNs) {
        const slots = this.#slots;
        for (let slot = slotOf(ino, slots.length);; slot = (slot + 1) & (slots.length - 1)) {
            const row = slots[slot] ?? 0;
            if (row === 0)
                return undefined;
            const at = (row - 1) * stat_index_words;
            if (this.#rows[at + 1] !== ino || this.#rows[at] !== dev)
                continue;
            const isSame = this.#rows[at + 2] === size && this.#signed[at + 3] === mtimeNs && this.#signed[at + 4] === ctimeNs;
            return isSame ? this.#bytes.toString('hex', at * 8 + 40, at * 8 + 72) : undefined;
        }
    }
}

// EXTERNAL MODULE: ./lib/adapters/engine.js + 1 modules
var engine = __nccwpck_require__(62);
;// CONCATENATED MODULE: ./lib/adapters/workers/protocol.js
const wantedColumn = { tree: 0, size: 1, mtimeSeconds: 2, mtimeRest: 3, mode: 4, uid: 5, gid: 6 };
const wantedColumns = 7;
const factColumn = { size: 0, dev: 1, ino: 2, ctimeNs: 3 };
const factColumns = 4;
const column = {
    status: 0,
    type: 1,
    mode: 2,
    uid: 3,
    gid: 4,
    size: 5,
    mtimeSeconds: 6,
    ctimeNs: 7,
    dev: 8,
    ino: 9,
    links: 10,
    allocated: 11,
    isRacy: 12,
    mtimeRest: 13
};
const columns = 14;
const second = 1000000000n;
const lookStatus = { ok: 0n, gone: 1n, failed: 2n, unstable: 3n };
const typeCode = { file: 0n, dir: 1n, link: 2n, other: 3n };
const typeOf = (code) => code === typeCode.file ? 'file' : code === typeCode.dir ? 'dir' : code === typeCode.link ? 'link' : 'other';
const madeColumn = { ino: 0, allocated: 1, links: 2 };
const madeColumns = 3;

;// CONCATENATED MODULE: ./lib/adapters/looked.js


class RowReader {
    #hash;
    #keepOwners;
    #batch;
    constructor(hash, keepOwners) {
        this.#hash = hash;
        this.#keepOwners = keepOwners;
    }
    entry(path, index, result) {
        const { rows } = result;
        const at = index * columns;
        if (rows[at + column.status] !== lookStatus.ok)
            return undefined;
        const type = typeOf(rows[at + column.type]);
        return type === 'other' ? undefined : new SeenEntry(path, type, this.#batchOf(result), index);
    }
    read(path, index, result) {
        const entry = this.entry(path, index, result);
        if (entry !== undefined)
            return { state: 'seen', path, entry };
        const status = result.rows[index * columns + column.status];
        if (status === lookStatus.gone)
            return { state: 'gone', path };
        if (status === lookStatus.failed)
            return { state: 'failed', path, why: result.errors.get(index) ?? 'it could not be read' };
        if (status === lookStatus.unstable)
            return { state: 'failed', path, why: 'it kept changing while it was read' };
        return { state: 'other', path };
    }
    #batchOf(result) {
        if (this.#batch?.rows === result.rows)
            return this.#batch;
        const { rows, digests, targets } = result;
        const kept = this.#hash ? external_node_buffer_.Buffer.from(digests, 'hex') : undefined;
        return (this.#batch = { rows, digests: kept, targets, keepsOwners: this.#keepOwners });
    }
}
class SeenEntry {
    path;
    type;
    #batch;
    #row;
    constructor(path, type, batch, row) {
        this.path = path;
        this.type = type;
        this.#batch = batch;
        this.#row = row;
    }
    get mode() {
        return this.type === 'link' ? 0o777 : Number(this.#number(column.mode));
    }
    get owner() {
        if (!this.#batch.keepsOwners)
            return undefined;
        return { uid: Number(this.#number(column.uid)), gid: Number(this.#number(column.gid)) };
    }
    get size() {
        return this.type === 'file' ? Number(this.#number(column.size)) : 0;
    }
    get mtimeNs() {
        return this.#number(column.mtimeSeconds) * second + this.#number(column.mtimeRest);
    }
    get storedMtimeNs() {
        return this.mtimeNs;
    }
    get sha256() {
        const at = this.#row * looked_digestBytes;
        return this.type === 'file' ? this.#batch.digests?.toString('hex', at, at + looked_digestBytes) : undefined;
    }
    get target() {
        return this.type === 'link' ? this.#batch.targets.get(this.#row) : undefined;
    }
    get dev() {
        return this.#number(column.dev);
    }
    get ino() {
        return this.#number(column.ino);
    }
    get ctimeNs() {
        return this.#number(column.ctimeNs);
    }
    get allocated() {
        return Number(this.#number(column.allocated));
    }
    get isRacy() {
        return this.#number(column.isRacy) === 1n;
    }
    #number(name) {
        return this.#batch.rows[this.#row * columns + name] ?? 0n;
    }
}
const looked_digestBytes = 32;

;// CONCATENATED MODULE: ./lib/adapters/look-ahead.js



const batchSize = 200;
class LookAhead {
    #pool;
    #root;
    #hash;
    #reader;
    #results = [];
    #index;
    known = 0;
    #batch = [];
    #files = 0;
    #bytes = 0;
    #listed = 0;
    constructor(pool, root, hash, keepOwners, index) {
        this.#index = index;
        this.#pool = pool;
        this.#root = root;
        this.#hash = hash;
        this.#reader = new RowReader(hash, keepOwners);
    }
    add(path, onProgress) {
        this.#listed++;
        this.#batch.push(path);
        if (this.#batch.length >= batchSize)
            this.#send(onProgress);
    }
    async finish(onProgress) {
        this.#send(onProgress);
        return (await Promise.all(this.#results)).flat();
    }
    #send(onProgress) {
        if (this.#batch.length === 0)
            return;
        const paths = (0,byte_path/* separatePaths */._0)(this.#batch);
        this.#batch = [];
        const known = this.#index === undefined ? {} : { known: this.#index };
        const result = this.#pool.run({ kind: 'look', root: this.#root, paths, hash: this.#hash, ...known }).then(rows => {
            this.#files += paths.length;
            (0,engine/* mindMemory */.k)(this.#files);
            this.#bytes += rows.bytes;
            this.known += rows.known;
            onProgress?.({
                doing: this.#hash ? 'hashing' : 'reading',
                files: this.#files,
                bytes: this.#bytes,
                totalFiles: this.#listed
            });
            return paths.map((path, index) => this.#reader.read(path, index, rows));
        });
        result.catch(() => undefined);
        this.#results.push(result);
    }
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __nccwpck_require__(6);
;// CONCATENATED MODULE: ./lib/core/glob.js

const hasMagic = (text) => /[*?[\]{}]|[@!+]\(/.test(text);
const matcherOf = (glob) => picomatch(glob, { dot: true, nonegate: true });

;// CONCATENATED MODULE: ./lib/adapters/path-pattern.js


function patternOf(line, workspace) {
    if (!hasMagic(line))
        return undefined;
    const segments = external_node_path_.posix.normalize(line).split('/');
    const first = segments.findIndex(segment => hasMagic(segment) || segment.includes('\\'));
    if (first < 0)
        return undefined;
    const before = segments.slice(0, first).join('/');
    return {
        directory: external_node_path_.posix.resolve(external_node_path_.posix.isAbsolute(line) ? '/' : workspace, before),
        glob: segments.slice(first).join('/')
    };
}

;// CONCATENATED MODULE: ./lib/adapters/real-path.js




const realPath = (path) => (0,byte_path/* pathFromBytes */.nP)(external_node_fs_.realpathSync.native((0,byte_path/* fsPath */.Jk)((0,byte_path/* pathFromText */.pQ)(path)), { encoding: 'buffer' }));
function realAsFarAsThere(path) {
    try {
        return realPath(path);
    }
    catch (error) {
        const isUnreachable = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'].includes((0,core_failure/* codeOf */.$N)(error) ?? '');
        if (!isUnreachable || (0,external_node_path_.dirname)(path) === path)
            throw error;
        return (0,byte_path/* joinPath */.uJ)(realAsFarAsThere((0,external_node_path_.dirname)(path)), (0,byte_path/* pathFromText */.pQ)(external_node_path_.posix.basename(path)));
    }
}
const leadsToDirectory = (path) => looked(external_node_fs_.statSync, path)?.isDirectory() ?? false;
const isSymlink = (path) => looked(external_node_fs_.lstatSync, path)?.isSymbolicLink() ?? false;
const isThere = (path) => looked(external_node_fs_.lstatSync, path) !== undefined;
function looked(look, path) {
    try {
        return look(path, { throwIfNoEntry: false });
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) === 'ENOTDIR' || (0,core_failure/* codeOf */.$N)(error) === 'ELOOP')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/exclude-lines.js





class ExcludeLines {
    #root;
    #lines;
    #unused;
    constructor({ root, request }) {
        this.#root = (0,byte_path/* pathText */.LF)(root);
        this.#lines = request.path.filter(line => line.startsWith('!')).map(line => excludeLine(line, request.workspace));
        this.#unused = new Set(this.#lines);
    }
    leavesOut(path) {
        if (this.#lines.length === 0)
            return false;
        const text = external_node_path_.posix.join(this.#root, (0,byte_path/* pathText */.LF)(path));
        let isTaken = false;
        for (const line of this.#lines) {
            if ((isTaken && !this.#unused.has(line)) || !line.matches(text))
                continue;
            isTaken = true;
            this.#unused.delete(line);
        }
        return isTaken;
    }
    unused() {
        return [...this.#unused].map(({ line }) => line);
    }
}
function excludeLine(line, workspace) {
    const written = line.slice(1);
    const path = (0,external_node_path_.resolve)(workspace, written);
    const pattern = isThere(path) ? undefined : patternOf(written, workspace);
    if (pattern === undefined) {
        const place = (0,byte_path/* pathText */.LF)((0,byte_path/* joinPath */.uJ)(realAsFarAsThere((0,external_node_path_.dirname)(path)), (0,byte_path/* pathFromText */.pQ)(external_node_path_.posix.basename(path))));
        return { line, matches: asked => asked === place };
    }
    const directory = (0,byte_path/* pathText */.LF)(realAsFarAsThere(pattern.directory));
    const below = directory === '/' ? '/' : `${directory}/`;
    const isMatch = matcherOf(pattern.glob.replace(/\/$/, ''));
    return { line, matches: asked => asked.startsWith(below) && isMatch(asked.slice(below.length)) };
}

;// CONCATENATED MODULE: ./lib/core/secret-names.js

function lastPart(text) {
    return text.slice(text.lastIndexOf('/') + 1);
}
function expressionOf(pattern) {
    const parts = pattern.split('*');
    return parts.map(part => part.replaceAll('.', '\\.')).join('[^/]*');
}
const rules = secretRules().map(rule => {
    const pattern = rule.slice(2);
    const isOfDirectories = pattern.endsWith('/');
    const path = pattern.replace(/\/$/, '');
    return {
        pattern,
        name: lastPart(path),
        isExcluded: rule.startsWith('-'),
        isOfDirectories,
        expression: new RegExp(`(?:^|/)${expressionOf(path)}$`)
    };
});
const plainNames = new Set(rules.filter(({ name }) => !name.includes('*')).map(({ name }) => name));
const patternNames = new RegExp(`^(?:${rules
    .map(({ name }) => name)
    .filter(name => name.includes('*'))
    .map(expressionOf)
    .join('|')})$`);
function secretPatternOf(path, isDirectory) {
    const name = lastPart(path);
    if (!plainNames.has(name) && !patternNames.test(name))
        return undefined;
    const first = rules.find(({ isOfDirectories, expression }) => (isDirectory || !isOfDirectories) && expression.test(path));
    return first?.isExcluded === true ? first.pattern : undefined;
}
const isSecretName = (path, isDirectory) => secretPatternOf(path, isDirectory) !== undefined;

;// CONCATENATED MODULE: ./lib/adapters/filter-file.js





function refuseFilterFile(path) {
    const why = whyNot(path);
    if (why !== undefined)
        throw new core_failure/* InputFailure */.RP([`filter-file: ${(0,quoted_value/* quoteValue */.c)(path)} ${why}`]);
}
function whyNot(path) {
    try {
        const stat = (0,external_node_fs_.statSync)(path);
        if (stat.isDirectory())
            return 'is a directory: name a file of rsync filter rules';
        if (!stat.isFile())
            return 'is not a regular file: name a file of rsync filter rules';
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.R_OK);
        if (isSecretName((0,byte_path/* pathFromText */.pQ)(path), false))
            return 'has the name of a file that holds secrets, and they would be shown in the log: name a file of rsync filter rules';
        return undefined;
    }
    catch (error) {
        const code = (0,core_failure/* codeOf */.$N)(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return 'does not exist: a relative path starts from the workspace; was the repository checked out?';
        if (code === 'EACCES')
            return "cannot be read: let the runner's user read it";
        return `cannot be read: ${(0,core_failure/* messageOf */.bD)(error)}`;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/path-matches.js





function matchesOf({ directory, glob }) {
    const isDirectoryMeant = glob.endsWith('/');
    const segments = glob.replace(/\/$/, '').split('/');
    const isMatch = matcherOf(segments.join('/'));
    const firstOpen = segments.findIndex(isOpen);
    const levels = segments.slice(0, firstOpen < 0 ? undefined : firstOpen).map(matcherOf);
    const deepest = firstOpen < 0 ? segments.length : Infinity;
    const found = [];
    const walk = (above, inside, level) => {
        for (const entry of path_matches_entriesOf(above)) {
            const name = (0,byte_path/* pathFromBytes */.nP)(entry.name);
            if (levels[level]?.((0,byte_path/* pathText */.LF)(name)) === false)
                continue;
            const path = (0,byte_path/* joinPath */.uJ)(above, name);
            const below = (0,byte_path/* joinPath */.uJ)(inside, name);
            if ((entry.isDirectory() || !isDirectoryMeant) && isMatch((0,byte_path/* pathText */.LF)(below)))
                found.push(path);
            else if (entry.isDirectory() && level + 1 < deepest)
                walk(path, below, level + 1);
        }
    };
    walk((0,byte_path/* pathFromText */.pQ)(directory), '.', 0);
    return found;
}
const isOpen = (segment) => segment.includes('**') || brackets.some(([open, close]) => segment.split(open).length !== segment.split(close).length);
const brackets = [
    ['{', '}'],
    ['(', ')'],
    ['[', ']']
];
function path_matches_entriesOf(directory) {
    try {
        return (0,external_node_fs_.readdirSync)((0,byte_path/* fsPath */.Jk)(directory), { withFileTypes: true, encoding: 'buffer' });
    }
    catch (error) {
        const code = (0,core_failure/* codeOf */.$N)(error);
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP')
            return [];
        if (code !== 'EACCES')
            throw error;
        throw new core_failure/* Failure */.HR('source', `A pattern of "path" leads into ${(0,quoted_value/* quoteValue */.c)((0,byte_path/* pathText */.LF)(directory))}, which the runner's user may not read. Let that user read it, or write a pattern that does not lead there.`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./lib/adapters/runner-temp.js




function tempBelow(root, temp) {
    const path = pathBelow(root, temp);
    if ((0,byte_path/* pathFromText */.pQ)((0,byte_path/* pathText */.LF)(path)) === path)
        return path;
    throw new core_failure/* Failure */.HR('source', `The runner's temporary directory ${(0,quoted_value/* quoteValue */.c)((0,byte_path/* pathText */.LF)(temp))} lies in the source, in a directory whose own name is not UTF-8, which cannot be given to rsync to leave out; rename that directory.`);
}
const isTheTemp = (given) => new core_failure/* Failure */.HR('source', `The path ${(0,quoted_value/* quoteValue */.c)(given)} is the runner's temporary directory, which is always left out: files of the runner and of this action come and go in it. Name what is to be kept of it, for example a directory below it.`);

;// CONCATENATED MODULE: ./lib/adapters/source-paths.js









function resolveSource(request, temp) {
    const lines = request.path.filter(line => !line.startsWith('!'));
    const only = lines.length === 1 ? lines[0] : undefined;
    if (only !== undefined) {
        const path = (0,external_node_path_.resolve)(request.workspace, only);
        if (leadsToDirectory(path))
            return wholeDirectory(request, only, realPath(path), temp);
    }
    return severalPaths(request, lines, temp);
}
function wholeDirectory(request, given, root, temp) {
    refusePlace(root, given);
    if (root === temp)
        throw isTheTemp(given);
    const runnerTemp = isWithin(root, temp) ? { runnerTemp: tempBelow(root, temp) } : {};
    return { root, places: [root], missing: [], ...runnerTemp, request };
}
function severalPaths(request, lines, temp) {
    const base = (0,external_node_path_.resolve)(request.root);
    if (!leadsToDirectory(base)) {
        const given = (0,quoted_value/* quoteValue */.c)(request.root);
        throw new core_failure/* Failure */.HR('source', `The root ${given} is not a directory; "root" is the one that several paths are kept relative to.`);
    }
    const root = realPath(base);
    const realDirectory = remembered(realPath);
    const missing = [];
    const found = new Map();
    for (const line of lines) {
        const matches = expand(line, request.workspace, temp);
        if (matches.length === 0)
            missing.push(line);
        for (const match of matches)
            if (found.get(match.path)?.isNamed !== true)
                found.set(match.path, match);
    }
    const items = [];
    const places = [];
    let holdsTemp = false;
    for (const { path, isNamed, isFromTemp } of [...found.values()].sort(byPath)) {
        const directory = realDirectory((0,external_node_path_.dirname)(path));
        const place = path === base ? root : (0,byte_path/* joinPath */.uJ)(directory, (0,byte_path/* pathFromText */.pQ)(external_node_path_.posix.basename(path)));
        if (place === temp && isNamed)
            throw isTheTemp(path);
        holdsTemp ||= isWithin(place, temp);
        if (!isFromTemp && isWithin(temp, place)) {
            holdsTemp = true;
            continue;
        }
        const item = source_paths_itemOf(path, base, root, directory);
        if (isNamed && item !== '.')
            refuseLinkedDirectory(path);
        refusePlace(place, path);
        items.push(item);
        places.push(place);
    }
    const runnerTemp = holdsTemp && isWithin(root, temp) ? { runnerTemp: tempBelow(root, temp) } : {};
    return { root, items, places, missing, ...runnerTemp, request };
}
const byPath = (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
function expand(line, workspace, temp) {
    const path = (0,external_node_path_.resolve)(workspace, line);
    if (isThere(path))
        return [{ path, isNamed: true, isFromTemp: true }];
    const pattern = patternOf(line, workspace);
    if (pattern === undefined)
        return [];
    const isFromTemp = isWithin(temp, realAsFarAsThere(pattern.directory));
    return matchesOf(pattern).map(match => {
        const path = (0,byte_path/* pathText */.LF)(match);
        if ((0,byte_path/* pathFromText */.pQ)(path) !== match) {
            throw new core_failure/* Failure */.HR('source', `The path ${(0,quoted_value/* quoteValue */.c)(line)} matches a name that is not UTF-8; give its directory instead of a pattern.`);
        }
        return { path, isNamed: false, isFromTemp };
    });
}
function source_paths_itemOf(path, base, root, directory) {
    const inside = (0,external_node_path_.relative)(base, path);
    if (inside === '..' || inside.startsWith('../') || (0,external_node_path_.isAbsolute)(inside)) {
        throw new core_failure/* Failure */.HR('source', `The path ${(0,quoted_value/* quoteValue */.c)(path)} lies outside the root ${(0,quoted_value/* quoteValue */.c)(base)}; several paths are kept relative to "root", so set it to a directory that holds them all.`);
    }
    if (inside === '')
        return '.';
    if ((0,byte_path/* pathText */.LF)(directory) !== external_node_path_.posix.join((0,byte_path/* pathText */.LF)(root), (0,external_node_path_.dirname)(inside))) {
        throw new core_failure/* Failure */.HR('source', `The path ${(0,quoted_value/* quoteValue */.c)(path)} lies behind a symlink; give the path with symlinks resolved (${(0,quoted_value/* quoteValue */.c)((0,byte_path/* pathText */.LF)(directory))}).`);
    }
    return (0,byte_path/* pathFromText */.pQ)(inside);
}
function refuseLinkedDirectory(path) {
    if (!isSymlink(path) || !leadsToDirectory(path))
        return;
    throw new core_failure/* Failure */.HR('source', `The path ${(0,quoted_value/* quoteValue */.c)(path)} is a symlink to a directory; among several paths it would be stored as a symlink, without what is in the directory. Write the directory itself: ${(0,quoted_value/* quoteValue */.c)((0,byte_path/* pathText */.LF)(realPath(path)))}.`);
}
function refusePlace(place, given) {
    if ((0,byte_path/* pathFromText */.pQ)((0,byte_path/* pathText */.LF)(place)) !== place) {
        throw new core_failure/* Failure */.HR('source', `The path ${(0,quoted_value/* quoteValue */.c)(given)} leads to a directory whose own name is not UTF-8, which cannot be given to rsync; rename that directory.`);
    }
    if (place === '/') {
        throw new core_failure/* Failure */.HR('source', `The path ${(0,quoted_value/* quoteValue */.c)(given)} is the root of the whole system. If it came from a variable, the variable was empty.`);
    }
}
function remembered(find) {
    const known = new Map();
    return path => {
        const place = known.get(path) ?? find(path);
        known.set(path, place);
        return place;
    };
}

;// CONCATENATED MODULE: ./lib/adapters/source-walk.js




function isWholeTree({ items, request }) {
    const { include, exclude, filterFile, oneFileSystem, listingArgs, path } = request;
    const hasRules = include.length + exclude.length + listingArgs.length > 0 || filterFile !== undefined;
    return items === undefined && !hasRules && !oneFileSystem && !path.some(line => line.startsWith('!'));
}
const source_walk_most = 32;
async function walkSource(pool, source, hash, keepOwners, onProgress, index) {
    const reader = new RowReader(hash, keepOwners);
    const directories = new Map();
    const others = [];
    const secrets = [];
    const specials = [];
    const unread = [];
    let files = 0;
    let bytes = 0;
    let known = 0;
    const take = (result) => {
        const paths = pathsOf(result);
        let row = 0;
        for (const { path, count } of result.directories) {
            const entries = [];
            for (const end = row + count; row < end; row++) {
                const own = paths[row] ?? '';
                const entry = reader.entry(own, row, result.found);
                if (entry === undefined)
                    others.push(reader.read(own, row, result.found));
                else
                    entries.push(entry);
            }
            directories.set(path, entries);
        }
        secrets.push(...result.secrets);
        specials.push(...result.specials);
        unread.push(...result.unread);
        files += row;
        (0,engine/* mindMemory */.k)(files);
        bytes += result.found.bytes;
        known += result.found.known;
        onProgress({ doing: hash ? 'hashing' : 'reading', files, bytes, totalFiles: files });
    };
    onProgress({ doing: hash ? 'hashing' : 'reading', files, bytes });
    const top = new LookAhead(pool, source.root, false, keepOwners);
    top.add('.');
    const never = source.runnerTemp === undefined ? {} : { never: source.runnerTemp };
    await everyDirectory(pool.jobs, async (given) => {
        const result = await pool.run({
            kind: 'walk',
            root: source.root,
            directories: given,
            hash,
            secrets: source.request.excludeSecrets,
            ...never,
            ...(index === undefined ? {} : { known: index })
        });
        take(result);
        return result.left;
    });
    const entries = [];
    for (const looked of await top.finish()) {
        if (looked.state === 'seen')
            entries.push(looked.entry);
        else
            others.push(looked);
    }
    source_walk_inOrder(directories, '.', entries);
    return { entries, others, secrets, specials, unread, known };
}
function pathsOf({ names, directories }) {
    const each = names.split('\0');
    let row = 0;
    return (0,byte_path/* separatePaths */._0)(directories.flatMap(({ path, count }) => each.slice(row, (row += count)).map(name => (0,byte_path/* joinPath */.uJ)(path, name))));
}
async function everyDirectory(jobs, read) {
    const waiting = ['.'];
    let running = 0;
    await new Promise((done, fail) => {
        const next = () => {
            if (waiting.length === 0 && running === 0)
                done();
            while (waiting.length > 0 && running < jobs) {
                const share = Math.min(Math.max(Math.ceil(waiting.length / (2 * jobs)), 1), source_walk_most);
                running++;
                read(waiting.splice(-share)).then(left => {
                    running--;
                    for (const path of left)
                        waiting.push(path);
                    next();
                }, fail);
            }
        };
        next();
    });
}
function source_walk_inOrder(directories, path, into) {
    const waiting = [];
    const release = (before) => {
        for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
            if (before !== undefined && `${last}/` > before)
                return;
            waiting.pop();
            source_walk_inOrder(directories, last, into);
        }
    };
    for (const entry of directories.get(path) ?? []) {
        if (waiting.length > 0)
            release(entry.path);
        into.push(entry);
        if (entry.type === 'dir')
            waiting.push(entry.path);
    }
    release(undefined);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
;// CONCATENATED MODULE: ./lib/adapters/stat-index-owner.js


const ownerOfIndex = (root) => `${machineId()}\0${(0,external_node_os_.hostname)()}\0${root}`;
function machineId() {
    try {
        return (0,external_node_fs_.readFileSync)('/etc/machine-id', 'latin1').trim();
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./lib/adapters/system-clock.js + 1 modules
var system_clock = __nccwpck_require__(616);
;// CONCATENATED MODULE: ./lib/adapters/local-source.js




















function localSource(parts) {
    return {
        resolve: request => Promise.resolve().then(() => {
            if (request.filterFile !== undefined)
                refuseFilterFile(request.filterFile);
            return resolveSource(request, realPath(parts.tempDir));
        }),
        scan: async (source, hash, onProgress, given) => {
            const owner = ownerOfIndex(source.root);
            const index = given === undefined || !hash ? undefined : decodeStatIndex(owner, given.take());
            const readAtNs = BigInt(system_clock/* systemClock */.m.now().getTime()) * 1000000n;
            const found = await (isWholeTree(source) ? scanWhole : scan)(parts, source, hash, onProgress, index);
            return hash ? { ...found, index: () => encodeStatIndex(owner, found.entries, readAtNs) } : found;
        },
        look: async (source, paths, hash) => {
            const ahead = new LookAhead(parts.pool, source.root, hash, parts.keepOwners);
            for (const path of paths)
                ahead.add(path);
            const looked = await ahead.finish();
            return looked.map(result => {
                if (result.state === 'failed')
                    throw local_source_unreadable([result]);
                return result.state === 'seen' ? result.entry : undefined;
            });
        }
    };
}
async function scan(parts, source, hash, onProgress, index) {
    const lines = new ExcludeLines(source);
    const { runnerTemp } = source;
    const isTemp = (path) => path === runnerTemp && source.items?.some(item => item.startsWith(`${runnerTemp}/`)) !== true;
    const excluded = new Set();
    let secrets = [];
    let specials = [];
    let ahead = new LookAhead(parts.pool, source.root, hash, parts.keepOwners, index);
    const take = (item) => {
        if (item.kind === 'hidden' && isSecretPattern(item.pattern))
            secrets.push({ path: item.path, why: item.pattern });
        if (item.kind === 'hidden')
            lines.leavesOut(item.path);
        if (item.kind !== 'entry' || item.path === '.')
            return;
        const isTaken = lines.leavesOut(item.path);
        if (isTaken || excluded.has((0,byte_path/* parentPath */.yl)(item.path)) || isTemp(item.path))
            excluded.add(item.path);
        else if (item.type === 'special' || item.type === 'device')
            specials.push({ path: item.path, why: item.type === 'device' ? 'device' : 'socket or FIFO' });
        else
            ahead.add(item.path, onProgress);
    };
    ahead.add('.');
    let listing = await list(parts, source, take);
    if (listing.status === 23 || listing.status === 24) {
        await ahead.finish();
        [secrets, specials, ahead] = [[], [], new LookAhead(parts.pool, source.root, hash, parts.keepOwners, index)];
        excluded.clear();
        ahead.add('.');
        listing = await list(parts, source, take);
    }
    const looked = await ahead.finish(onProgress);
    if (listing.status !== 0 && listing.status !== 24)
        throw notListed(listing);
    const sorted = await sortOut(parts, source, hash, looked, { secrets, specials });
    return { ...sorted, unusedExcludes: lines.unused(), filesKnown: ahead.known };
}
async function scanWhole(parts, source, hash, onProgress, index) {
    const walk = () => walkSource(parts.pool, source, hash, parts.keepOwners, onProgress, index);
    let walked = await walk();
    if (walked.unread.length > 0)
        walked = await walk();
    const { entries, others, unread } = walked;
    const refused = unread.filter(({ why }) => why !== undefined);
    if (refused.length > 0) {
        const lines = firstAsLines(refused, ({ path, why = '' }) => `${(0,display/* showName */.$i)(path)}: ${why}`);
        throw new core_failure/* Failure */.HR('source', `The source could not be listed: some directories could not be read:${lines}`);
    }
    const gone = new Set(unread.map(({ path }) => path));
    const sorted = await sortOut(parts, source, hash, others, walked);
    const all = sorted.entries.length === 0 ? entries : [...entries, ...sorted.entries].sort(byTreeOrder);
    return {
        ...sorted,
        entries: gone.size === 0 ? all : all.filter(({ path }) => !gone.has(path)),
        vanished: [...sorted.vanished, ...gone].sort(byte_path/* comparePaths */.cD),
        unusedExcludes: [],
        filesKnown: walked.known
    };
}
const byTreeOrder = (a, b) => a.path === '.' ? -1 : b.path === '.' ? 1 : (0,byte_path/* comparePaths */.cD)(a.path, b.path);
async function sortOut(parts, source, hash, looked, leftOut) {
    const entries = [];
    const failed = [];
    const vanished = [];
    const again = new LookAhead(parts.pool, source.root, hash, parts.keepOwners);
    const settle = (result, isLast) => {
        if (result.state === 'seen')
            entries.push(result.entry);
        else if (result.state === 'other')
            leftOut.specials.push({ path: result.path, why: 'socket or FIFO' });
        else if (!isLast)
            again.add(result.path);
        else if (result.state === 'gone')
            vanished.push(result.path);
        else
            failed.push(result);
    };
    for (const result of looked)
        settle(result, false);
    for (const result of await again.finish())
        settle(result, true);
    if (failed.length > 0)
        throw local_source_unreadable(failed);
    const byPath = (a, b) => (0,byte_path/* comparePaths */.cD)(a.path, b.path);
    return {
        entries: entries.sort(byTreeOrder),
        secrets: leftOut.secrets.sort(byPath),
        specials: leftOut.specials.sort(byPath),
        vanished: vanished.sort(byte_path/* comparePaths */.cD)
    };
}
async function list(parts, source, take) {
    const empty = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(parts.tempDir, 'snapshot-listing-'));
    try {
        const reader = new ListingReader(take);
        const { request, items, runnerTemp } = source;
        const result = await parts.processes.run('rsync', {
            args: listingArgs({
                include: request.include,
                exclude: request.exclude,
                ...(request.filterFile === undefined ? {} : { filterFile: request.filterFile }),
                secretRules: request.excludeSecrets ? secretRules() : [],
                ...(runnerTemp === undefined ? {} : { neverListed: runnerTemp }),
                oneFileSystem: request.oneFileSystem,
                extra: request.listingArgs,
                fromList: items !== undefined,
                root: (0,byte_path/* pathText */.LF)(source.root),
                emptyDirectory: empty
            }),
            ...(items === undefined ? {} : { input: nulSeparated(items) }),
            onStdout: piece => {
                reader.push(piece);
            }
        });
        reader.end();
        const messages = result.stderr.split('\n').filter(line => line !== '');
        const dropped = messages.find(message => message.startsWith('discarding over-long filter'));
        if (dropped !== undefined)
            throw tooLongRule(dropped);
        return { status: result.status, messages };
    }
    finally {
        (0,external_node_fs_.rmdirSync)(empty);
    }
}
function* nulSeparated(paths) {
    const batch = 1000;
    for (let at = 0; at < paths.length; at += batch) {
        const text = paths.slice(at, at + batch).map(path => (path === '.' ? '.\0' : `./${path}\0`));
        yield (0,byte_path/* pathBytes */.X5)(text.join(''));
    }
}
const tooLongRule = (message) => new core_failure/* Failure */.HR('source', `A filter rule is longer than rsync takes (4,095 bytes): ${(0,quoted_value/* quoteValue */.c)(message.replace(/^[^:]*: /, ''))}. Shorten that line of "exclude", "include" or "filter-file". Nothing was stored.`);
function notListed(listing) {
    const messages = firstAsLines(listing.messages, message => message);
    return new core_failure/* Failure */.HR('source', `The source could not be listed: ${explainRsyncExit(listing.status)}${messages}`);
}
function local_source_unreadable(failed) {
    const lines = firstAsLines(failed, result => `${(0,display/* showName */.$i)(result.path)}: ${result.state === 'failed' ? result.why : 'gone'}`);
    return new core_failure/* Failure */.HR('source', `${failed.length} of the source's files could not be read, so the snapshot would not be whole:${lines}\nLet the runner's user read them, or leave them out with "exclude".`);
}

;// CONCATENATED MODULE: ./lib/core/jobs.js

const mostLocal = 8;
const [fewestRemote, mostRemote] = [8, 16];
const onRotating = 2;
const filesEach = 250;
const bytesEach = 64 * 1024 * 1024;
function chooseJobs(cores, disk, work) {
    const { jobs, why } = byDisk(Math.max(1, cores), disk);
    if (work === undefined)
        return { jobs, why };
    const useful = Math.max(1, Math.ceil(work.files / filesEach), Math.ceil(work.bytes / bytesEach));
    const load = `${(0,units/* countOf */.pq)(work.files, 'file', 'files')} of ${(0,units/* formatBytes */.z3)(work.bytes)}`;
    return useful < jobs
        ? { jobs: useful, why: `${load} give no more of them enough to do` }
        : { jobs, why: `${why}, for ${load}` };
}
function byDisk(cores, { kind, filesystem }) {
    const has = `${(0,units/* formatCount */.B4)(cores)} ${cores === 1 ? 'core' : 'cores'}`;
    const local = Math.min(Math.max(cores, 2), mostLocal);
    switch (kind) {
        case 'network':
            return {
                jobs: Math.min(Math.max(cores * 4, fewestRemote), mostRemote),
                why: `the volume is on a network (${filesystem}), where threads mostly wait`
            };
        case 'rotational':
            return { jobs: onRotating, why: 'the disk under the volume rotates, so that more would wait for its head' };
        case 'solid':
            return { jobs: local, why: `there are ${has} and the disk under the volume does not rotate` };
        case 'unknown':
            return { jobs: local, why: `there are ${has}, and nothing is known of the disk under the volume (${filesystem})` };
    }
}

;// CONCATENATED MODULE: ./lib/adapters/parallelism.js


function autoParallelism(pool, disk, reporter, cores = (0,external_node_os_.availableParallelism)()) {
    pool.resize(chooseJobs(cores, disk).jobs);
    return {
        settle: work => {
            const chosen = chooseJobs(cores, disk, work);
            pool.resize(chosen.jobs);
            reporter.info(`jobs: auto takes ${chosen.jobs}, because ${chosen.why}.`);
            return chosen;
        }
    };
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./lib/adapters/source-ahead.js

function sourceAhead(source, request, hash) {
    let onProgress = () => undefined;
    const resolved = source.resolve(request);
    const scanned = resolved.then(async (found) => {
        if (found.missing.length > 0)
            return undefined;
        return await source.scan(found, hash, progress => {
            onProgress(progress);
        });
    });
    for (const promise of [resolved, scanned])
        promise.catch(() => undefined);
    let isTaken = false;
    const isMeant = async (found, wantsHash, index) => !isTaken && wantsHash === hash && index === undefined && found === (await resolved.catch(() => undefined));
    return {
        resolve: asked => ((0,external_node_util_namespaceObject.isDeepStrictEqual)(asked, request) ? resolved : source.resolve(asked)),
        scan: async (found, wantsHash, tell, index) => {
            if (!(await isMeant(found, wantsHash, index)))
                return await source.scan(found, wantsHash, tell, index);
            isTaken = true;
            onProgress = tell;
            return (await scanned) ?? (await source.scan(found, wantsHash, tell));
        },
        look: (...given) => source.look(...given)
    };
}

;// CONCATENATED MODULE: ./lib/core/report/inert-json.js
const inertJson = (json) => json
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, inert_json_escape)
    .replaceAll('##[', '#\\u0023[');
const inert_json_escape = (character) => Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');

;// CONCATENATED MODULE: ./lib/core/report/model.js
const isMeasured = ({ status }) => status !== 'skipped';

;// CONCATENATED MODULE: ./lib/core/report/json.js




const reportSchema = 1;
function jsonReport(report) {
    const value = {
        schema: reportSchema,
        status: report.status,
        reason: report.reason,
        volume: report.volume,
        series: report.series,
        snapshot: report.snapshot,
        snapshotPath: report.snapshotPath,
        latestPath: report.latestPath,
        base: report.base,
        ...(isMeasured(report) && { changed: report.changed }),
        compare: report.compare,
        startedAt: report.startedAt,
        durationMs: report.durationMs,
        phases: report.phases,
        ...(isMeasured(report) && measured(report)),
        ownersKept: report.ownersKept,
        secrets: report.secrets.map(withPath),
        specials: report.specials.map(withPath),
        warnings: report.warnings,
        notes: report.notes,
        tags: report.tags,
        pinned: report.pinned,
        run: report.run,
        program: report.program,
        rsync: report.rsync
    };
    return `${inertJson(JSON.stringify(value, plainNumber, 2))}\n`;
}
const measured = (report) => ({
    counts: report.counts,
    bytes: report.bytes,
    causes: report.causes,
    clones: report.clones,
    largest: report.largest.map(withPath),
    history: report.history,
    foreign: report.foreign,
    totals: report.totals,
    retention: report.retention,
    free: report.free,
    digest: report.digest,
    cacheCopy: report.cacheCopy
});
function withPath(item) {
    const { path, ...rest } = item;
    const text = (0,byte_path/* pathText */.LF)(path);
    return { path: text, ...(spells(text, path) ? {} : { pathBase64: (0,byte_path/* pathBytes */.X5)(path).toString('base64') }), ...rest };
}
const spells = (text, path) => external_node_buffer_.Buffer.from(text, 'utf8').equals((0,byte_path/* pathBytes */.X5)(path));
function plainNumber(_key, value) {
    if (typeof value !== 'bigint')
        return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

;// CONCATENATED MODULE: ./lib/core/report/clones.js

function clonesSentence(clones) {
    if (clones === undefined || clones.files === 0)
        return [];
    const { files, bytesOnDisk, bytesWritten } = clones;
    const what = (0,units/* countOf */.pq)(files, 'large file shares', 'large files share');
    return [
        `${what} unchanged blocks with the version before: ${(0,units/* formatBytes */.z3)(bytesWritten)} of ${(0,units/* formatBytes */.z3)(bytesOnDisk)} were written. \`du\` counts such files in full.`
    ];
}

;// CONCATENATED MODULE: ./lib/core/report/cache-copy.js


const isCopied = ({ state }) => state !== 'failed';
function cacheCopyFacts(copy) {
    switch (copy?.state) {
        case 'copied':
            return [
                `A copy is in the GitHub Actions cache: ${(0,units/* formatBytes */.z3)(copy.bytes)} of files went there, as ${(0,display/* inBackticks */.Zw)(copy.key, 300)}.`
            ];
        case 'present':
            return [`A copy is in the GitHub Actions cache: its files were there already, as ${(0,display/* inBackticks */.Zw)(copy.key, 300)}.`];
        default:
            return [];
    }
}

;// CONCATENATED MODULE: ./lib/core/report/outputs.js



const snapshotOutputNames = (/* unused pure expression or super */ null && ([
    'status',
    'snapshot',
    'snapshot-path',
    'latest-path',
    'base',
    'changed',
    'files',
    'files-linked',
    'files-copied',
    'files-added',
    'files-changed',
    'files-moved',
    'files-removed',
    'bytes',
    'bytes-linked',
    'bytes-added',
    'savings-percent',
    'series-snapshots',
    'series-bytes',
    'series-bytes-on-disk',
    'series-savings-percent',
    'kept',
    'pruned',
    'pruned-ids',
    'bytes-freed',
    'free-bytes',
    'free-inodes',
    'digest',
    'cache-copied',
    'cache-key',
    'duration-ms',
    'report'
]));
function snapshotOutputs(report, reportPath) {
    const { counts, bytes, totals, retention, free, cacheCopy } = report;
    const measured = (value) => (isMeasured(report) ? String(value) : '');
    return {
        status: report.status,
        snapshot: report.snapshot,
        'snapshot-path': report.snapshotPath,
        'latest-path': report.latestPath,
        base: report.base?.id ?? '',
        changed: measured(report.changed),
        files: measured(counts.files),
        'files-linked': measured(counts.filesLinked),
        'files-copied': measured(counts.filesCopied),
        'files-added': measured(counts.filesAdded),
        'files-changed': measured(counts.filesChanged),
        'files-moved': measured(counts.filesMoved),
        'files-removed': measured(counts.filesRemoved),
        bytes: measured(bytes.bytes),
        'bytes-linked': measured(bytes.bytesLinked),
        'bytes-added': measured(bytes.bytesAdded),
        'savings-percent': measured((0,units/* percentText */.fL)(shareOf(bytes.bytesLinked, bytes.bytes))),
        'series-snapshots': measured(totals.snapshots),
        'series-bytes': measured(totals.bytes),
        'series-bytes-on-disk': measured(totals.bytesOnDisk),
        'series-savings-percent': measured((0,units/* percentText */.fL)(savedShare(totals.bytes, totals.bytesOnDisk))),
        kept: measured(retention.kept),
        pruned: String(retention.prunedIds.length),
        'pruned-ids': JSON.stringify(retention.prunedIds),
        'bytes-freed': String(retention.bytesFreed),
        'free-bytes': measured(free.bytes),
        'free-inodes': measured(free.inodes ?? ''),
        digest: report.digest,
        'cache-copied': cacheCopy === undefined ? '' : String(isCopied(cacheCopy)),
        'cache-key': cacheCopy !== undefined && isCopied(cacheCopy) ? cacheCopy.key : '',
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}
const shareOf = (part, whole) => (whole === 0 ? 0 : part / whole);
const savedShare = (fullBytes, storedBytes) => Math.max(0, shareOf(fullBytes - storedBytes, fullBytes));

;// CONCATENATED MODULE: ./lib/core/report/figures.js






function figureRows(report) {
    const columns = [ofSnapshot(report), ofSeries(report)].filter(column => column !== undefined);
    if (columns.length === 0)
        return [];
    const nothingToCompare = report.base === undefined && columns.every(({ figures }) => figures.linked === 0);
    const row = (label, show) => [
        label,
        ...columns.map(({ figures }) => show(figures))
    ];
    const head = ['', ...columns.map(column => column.title)];
    const files = row('Files', figures => (0,units/* formatCount */.B4)(figures.files));
    const stored = row('Stored on the disk', figures => (0,units/* formatBytes */.z3)(figures.storedBytes));
    if (nothingToCompare)
        return [head, files, stored];
    return [
        head,
        files,
        row('Linked, not copied', figures => withShare((0,units/* formatCount */.B4)(figures.linked), shareOf(figures.linked, figures.files))),
        row('Full copies would take', figures => (0,units/* formatBytes */.z3)(figures.fullBytes)),
        stored,
        row('Saved', ({ fullBytes, storedBytes }) => withShare((0,units/* formatBytes */.z3)(Math.max(0, fullBytes - storedBytes)), savedShare(fullBytes, storedBytes)))
    ];
}
function ofSnapshot({ status, counts, bytes }) {
    if (status !== 'created' && status !== 'dry-run')
        return undefined;
    return {
        title: status === 'created' ? 'This snapshot' : 'A snapshot now',
        figures: {
            files: counts.files,
            linked: counts.filesLinked,
            fullBytes: bytes.bytesOnDisk,
            storedBytes: bytes.bytesAdded
        }
    };
}
function ofSeries({ status, totals, history }) {
    if (totals.snapshots === 0 || (totals.snapshots === 1 && status === 'created'))
        return undefined;
    return {
        title: `Whole series (${(0,units/* countOf */.pq)(totals.snapshots, 'snapshot', 'snapshots')})`,
        figures: {
            files: history.reduce((sum, point) => sum + point.files, 0),
            linked: history.reduce((sum, point) => sum + point.filesLinked, 0),
            fullBytes: totals.bytes,
            storedBytes: totals.bytesOnDisk
        }
    };
}
const withShare = (text, share) => `${text} (${(0,units/* formatPercent */.l9)(share)})`;
function figures_facts(report) {
    const { free } = report;
    return [
        ...where(report),
        ...changes(report),
        ...clonesSentence(report.clones),
        ...retained(report),
        ...marks(report),
        ...cacheCopyFacts(report.cacheCopy),
        ...foreign(report),
        ...(!isMeasured(report)
            ? []
            : [
                free.inodes === undefined
                    ? `The volume has ${(0,units/* formatBytes */.z3)(free.bytes)} left.`
                    : `The volume has ${(0,units/* formatBytes */.z3)(free.bytes)} and ${(0,units/* countOf */.pq)(free.inodes, 'inode', 'inodes')} left.`
            ]),
        `The run took ${(0,units/* formatDuration */.a3)(report.durationMs)}${longest(report)}.`
    ];
}
const where = ({ status, snapshotPath }) => status === 'created'
    ? [`It is a plain directory, ${(0,display/* inBackticks */.Zw)(snapshotPath, 300)}, and \`latest\` points to it.`]
    : [];
function changes({ status, base, counts }) {
    if (base === undefined || (status !== 'created' && status !== 'dry-run'))
        return [];
    const parts = [
        [counts.filesAdded, 'added'],
        [counts.filesChanged, 'changed'],
        [counts.filesMoved, 'moved'],
        [counts.filesRemoved, 'removed']
    ].filter(([count]) => count > 0);
    if (parts.length === 0)
        return [];
    const list = parts.map(([count, done], index) => index === 0 ? `${(0,units/* countOf */.pq)(count, 'file', 'files')} ${done}` : `${(0,units/* formatCount */.B4)(count)} ${done}`);
    return [`Since ${(0,display/* showText */.h$)(base.id)}: ${list.join(', ')}.`];
}
function retained({ status, retention: { kept, prunedIds, bytesFreed } }) {
    if (kept === 0 && prunedIds.length === 0)
        return [];
    if (status === 'dry-run' && prunedIds.length === 0)
        return [];
    const keeps = `Retention ${status === 'dry-run' ? 'would keep' : 'keeps'} ${(0,units/* countOf */.pq)(kept, 'snapshot', 'snapshots')}`;
    if (prunedIds.length === 0)
        return [`${keeps}.`];
    const named = prunedIds.slice(0, 3).map(id => (0,display/* showText */.h$)(id));
    const more = prunedIds.length > named.length ? `, and ${(0,units/* formatCount */.B4)(prunedIds.length - named.length)} more` : '';
    const list = `${named.join(', ')}${more}`;
    return [
        status === 'dry-run'
            ? `${keeps} and remove ${list}.`
            : `${keeps} and removed ${list}, which freed ${(0,units/* formatBytes */.z3)(bytesFreed)}.`
    ];
}
function marks({ pinned, tags }) {
    const named = tags.slice(0, 10).map(tag => (0,display/* inBackticks */.Zw)(tag, 40));
    const more = tags.length > named.length ? ` and ${(0,units/* formatCount */.B4)(tags.length - named.length)} more` : '';
    return [
        ...(pinned ? ['It is pinned: retention never removes it.'] : []),
        ...(named.length > 0 ? [`${tags.length === 1 ? 'Tag' : 'Tags'}: ${named.join(', ')}${more}.`] : [])
    ];
}
function foreign({ foreign = 0 }) {
    if (foreign === 0)
        return [];
    return foreign === 1
        ? ['1 directory here looks like a snapshot but has no readable record; it is left alone.']
        : [`${(0,units/* formatCount */.B4)(foreign)} directories here look like snapshots but have no readable record; they are left alone.`];
}
function longest({ phases, durationMs }) {
    const slowest = phases.reduce((most, phase) => (phase.ms > most.ms ? phase : most), { phase: '', ms: 0 });
    if (slowest.phase === '' || slowest.ms * 2 < durationMs)
        return '';
    return `, most of it in “${(0,display/* showText */.h$)(slowest.phase, 60)}” (${(0,units/* formatDuration */.a3)(slowest.ms)})`;
}

;// CONCATENATED MODULE: ./lib/core/report/history.js




const shownPoints = 14;
const history_lastPoints = (history) => history.slice(-shownPoints);
const history_isWorthAChart = (points) => points.length > 1 && points.some(point => point.bytesOnDisk > 0);
const ourId = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-\d{1,6})?$/;
const labelForms = [
    id => id.slice(5, 10),
    id => `${id.slice(5, 10)} ${id.slice(11, 16).replace('-', ':')}`,
    id => `${id.slice(5, 10)} ${id.slice(11, 19).replaceAll('-', ':')}${id.slice(20)}`,
    id => id
];
function pointLabels(points) {
    if (points.every(point => ourId.test(point.id)))
        for (const form of labelForms) {
            const labels = points.map(point => form(point.id));
            if (new Set(labels).size === labels.length)
                return labels;
        }
    return points.map((_, index) => String(index + 1));
}
const palette = { full: '#8c959f', stored: '#1f6feb' };
function mermaidChart(points) {
    const top = Math.max(...points.map(point => Math.max(point.bytesOnDisk, point.bytesAdded)));
    const unit = unitFor(top);
    const values = (bytes) => points.map(point => inUnit(bytes(point), unit.bytes)).join(', ');
    const labels = pointLabels(points);
    const lying = labels.some(label => label.length > 5);
    const settings = {
        xyChart: lying ? { width: 900, height: 80 + 24 * points.length } : { width: 900, height: 300 },
        themeVariables: {
            xyChart: { backgroundColor: 'transparent', plotColorPalette: `${palette.full}, ${palette.stored}` }
        }
    };
    return [
        '```mermaid',
        `%%{init: ${JSON.stringify(settings)}}%%`,
        lying ? 'xychart-beta horizontal' : 'xychart-beta',
        `  x-axis [${labels.map(label => `"${label}"`).join(', ')}]`,
        `  y-axis "${unit.name}" 0 --> ${inUnit(top * 1.05, unit.bytes)}`,
        `  bar [${values(point => point.bytesOnDisk)}]`,
        `  bar [${values(point => point.bytesAdded)}]`,
        '```'
    ].join('\n');
}
const unitNames = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
function unitFor(bytes) {
    let unit = { name: 'B', bytes: 1 };
    for (const [power, name] of unitNames.entries())
        if (bytes >= 1024 ** power)
            unit = { name, bytes: 1024 ** power };
    return unit;
}
const inUnit = (bytes, unit) => String(Number((bytes / unit).toFixed(2)));
const historyRows = (points) => [
    ['Snapshot', 'Files', 'Linked', 'Full copy', 'Newly stored', 'Saved'],
    ...points
        .map(point => [
        (0,display/* showText */.h$)(point.id, 40) + (point.pinned ? ' (pinned)' : ''),
        (0,units/* formatCount */.B4)(point.files),
        (0,units/* formatPercent */.l9)(shareOf(point.filesLinked, point.files)),
        (0,units/* formatBytes */.z3)(point.bytesOnDisk),
        (0,units/* formatBytes */.z3)(point.bytesAdded),
        (0,units/* formatPercent */.l9)(savedShare(point.bytesOnDisk, point.bytesAdded))
    ])
        .toReversed()
];
function history_textChart(points, width = 40) {
    const top = Math.max(1, ...points.map(point => Math.max(point.bytesOnDisk, point.bytesAdded)));
    const labels = pointLabels(points);
    const rows = points.map((point, index) => [
        labels[index] ?? '',
        textBar((point.bytesAdded / top) * width, (point.bytesOnDisk / top) * width),
        formatBytes(point.bytesAdded),
        `of ${formatBytes(point.bytesOnDisk)}`
    ]);
    return aligned(rows, 'llrr');
}
const partialCells = '▏▎▍▌▋▊▉';
function textBar(stored, full) {
    const eighths = stored === 0 ? 0 : Math.max(1, Math.round(stored * 8));
    const solid = '█'.repeat(Math.floor(eighths / 8)) + partialCells.charAt((eighths % 8) - 1);
    return solid + '░'.repeat(Math.max(0, Math.round(full) - solid.length));
}

;// CONCATENATED MODULE: ./lib/core/report/largest.js
function largestFiles({ status, base, largest }, limit) {
    if (largest.length === 0 || (status !== 'created' && status !== 'dry-run'))
        return undefined;
    const files = largest.slice(0, limit);
    const withCauses = base !== undefined || files.some(file => file.cause !== 'new');
    const newly = withCauses ? 'newly stored ' : '';
    return { title: `Largest ${status === 'dry-run' ? 'files to be stored' : `${newly}files`}`, files, withCauses };
}

;// CONCATENATED MODULE: ./lib/core/report/outcome.js



function outcomeOf(report) {
    const id = (0,display/* showText */.h$)(report.snapshot);
    switch (report.status) {
        case 'created':
            return { heading: `Snapshot ${id} created`, sentence: whatWasStored(report) };
        case 'unchanged':
            return {
                heading: `Unchanged since ${id}`,
                sentence: `No new snapshot was needed: snapshot ${id} already holds the same${whatIsHeld(report)}.`
            };
        case 'skipped':
            return {
                heading: 'Skipped: no snapshot was taken',
                sentence: (0,display/* showText */.h$)(report.reason ?? 'Nothing was written.', 500)
            };
        case 'dry-run':
            return { heading: 'Dry run: nothing was written', sentence: whatWouldBeStored(report) };
    }
}
function whatWasStored(report) {
    const { counts, bytes } = report;
    const added = (0,units/* formatBytes */.z3)(bytes.bytesAdded);
    const full = (0,units/* formatBytes */.z3)(bytes.bytesOnDisk);
    const base = outcome_baseOf(report);
    if (counts.files === 0)
        return `It holds ${holds(report)}.`;
    if (base === undefined)
        return `The first snapshot of this series: ${allFiles(report)} ${counts.files === 1 ? 'was' : 'were'} stored, ${added} on the disk.${duplicates(report)} The next one stores only what changes.`;
    if (!report.changed && counts.filesCopied > 0 && counts.filesLinked > 0)
        return `Nothing changed, yet only ${linkedOf(report)} could be linked to ${base}; ${added} were stored instead of ${full}.`;
    if (!report.changed && counts.filesLinked > 0)
        return `Nothing changed: ${allFiles(report)} ${counts.files === 1 ? 'is a link' : 'are links'} to ${base}; ${added} were stored instead of ${full}.`;
    if (counts.filesLinked === 0)
        return counts.files === 1
            ? `Nothing was saved: the only file could not be linked to ${base}, so all ${added} were stored again.`
            : `Nothing was saved: none of the ${(0,units/* formatCount */.B4)(counts.files)} files could be linked to ${base}, so all ${added} were stored again.`;
    return `${linkedOf(report)} ${counts.filesLinked === 1 ? 'was' : 'were'} linked to ${base} instead of copied; ${added} were stored instead of ${full}.`;
}
function whatWouldBeStored(report) {
    const { counts, bytes } = report;
    const added = (0,units/* formatBytes */.z3)(bytes.bytesAdded);
    const base = outcome_baseOf(report);
    if (counts.files === 0)
        return `A snapshot now would hold ${holds(report)}.`;
    if (base === undefined)
        return `A snapshot now would be the first of this series and store ${allFiles(report)}, about ${added}.${duplicates(report)}`;
    const changes = report.changed ? '' : 'Nothing has changed. ';
    return counts.filesLinked === 0
        ? `${changes}A snapshot now could link nothing to ${base} and would store all ${added} again.`
        : `${changes}A snapshot now would link ${linkedOf(report)} to ${base} and store about ${added} instead of ${(0,units/* formatBytes */.z3)(bytes.bytesOnDisk)}.`;
}
const duplicates = ({ counts }) => counts.filesLinked === 0
    ? ''
    : ` ${(0,units/* countOf */.pq)(counts.filesLinked, 'file is a duplicate', 'files are duplicates')}, stored once.`;
function outcome_baseOf({ base, series }) {
    if (base === undefined)
        return undefined;
    return base.series === series
        ? `snapshot ${(0,display/* showText */.h$)(base.id)}`
        : `snapshot ${(0,display/* showText */.h$)(base.id)} of ${(0,display/* inBackticks */.Zw)(base.series)}`;
}
const allFiles = ({ counts }) => counts.files === 1 ? 'the only file' : `all ${(0,units/* formatCount */.B4)(counts.files)} files`;
function holds({ counts }) {
    if (counts.files > 0)
        return (0,units/* countOf */.pq)(counts.files, 'file', 'files');
    const directories = (0,units/* countOf */.pq)(counts.directories, 'directory', 'directories');
    return counts.symlinks === 0
        ? `no files, only ${directories}`
        : `no files, only ${directories} and ${(0,units/* countOf */.pq)(counts.symlinks, 'symlink', 'symlinks')}`;
}
function whatIsHeld(report) {
    const { files } = report.counts;
    if (files === 0)
        return `: ${holds(report)}`;
    return files === 1 ? ' single file' : ` ${holds(report)}`;
}
const linkedOf = ({ counts }) => `${(0,units/* formatCount */.B4)(counts.filesLinked)} of ${(0,units/* countOf */.pq)(counts.files, 'file', 'files')} (${(0,units/* formatPercent */.l9)(shareOf(counts.filesLinked, counts.files))})`;

;// CONCATENATED MODULE: ./lib/core/report/rows.js
function rows_aligned(rows, alignment) {
    const widths = Array.from(alignment, (_, column) => Math.max(0, ...rows.map(row => row[column]?.length ?? 0)));
    const set = (row) => widths.map((width, column) => {
        const cell = row[column] ?? '';
        return alignment[column] === 'r' ? cell.padStart(width) : cell.padEnd(width);
    });
    return rows.map(row => set(row).join('  ').trimEnd());
}
function markdownTable(rows, alignment) {
    const [head = [], ...body] = rows;
    const line = (row) => `| ${row.join(' | ')} |`;
    const rule = head.map((_, column) => (alignment[column] === 'r' ? '---:' : ':---'));
    return [line(head), line(rule), ...body.map(line)].join('\n');
}

;// CONCATENATED MODULE: ./lib/core/report/log.js












const loggedFiles = 5;
const summarisedFiles = 10;
const logSummary = (report) => lines([outcome(report), figures(report), clonesSentence(report.clones), causes(report), largest(report, loggedFiles)]);
function summaryAsText(report) {
    const sections = [
        outcome(report),
        bounded(report.warnings).map(warning => `! ${warning}`),
        figures(report),
        [...facts(report), ...bounded(report.notes)].map(sentence => `- ${sentence}`),
        causes(report),
        largest(report, summarisedFiles),
        omissions(report),
        log_history(report),
        byHand(report)
    ];
    return `${lines(sections).join('\n')}\n`;
}
const lines = (sections) => sections
    .filter(section => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
    .map(display/* safeLogLine */.AL);
function outcome(report) {
    const { heading, sentence } = outcomeOf(report);
    return [heading, sentence];
}
const figures = (report) => log_columns(figureRows(report), 'lrr');
function causes(report) {
    const title = causesTitle(report);
    if (title === '')
        return [];
    const rows = causeRows(report).slice(1);
    return [
        title,
        ...log_columns(rows.map(([because = '', files = '', size = '', advice = '']) => [files, size, `${because}: ${advice}`]), 'rrl')
    ];
}
function largest(report, limit) {
    const shown = largestFiles(report, limit);
    if (shown === undefined)
        return [];
    const rows = shown.files.map(({ path, bytes, cause }) => [
        (0,units/* formatBytes */.z3)(bytes),
        ...(shown.withCauses ? [causeLabel(cause)] : []),
        (0,display/* showName */.$i)(path)
    ]);
    return [shown.title, ...log_columns(rows, 'rll')];
}
function omissions(report) {
    const omitted = leftOut(report);
    if (omitted === undefined)
        return [];
    const rows = omitted.groups.map(group => [
        showText(group.why, 60),
        formatCount(group.count),
        group.first.map(path => showName(path, 80)).join(', ') + moreNames(group)
    ]);
    return ['Left out', ...omitted.sentences, ...log_columns(rows, 'lrl')];
}
function log_history(report) {
    const points = lastPoints(report.history);
    return isWorthAChart(points)
        ? ['History of the series (█ newly stored, ░ shared with earlier ones)', ...textChart(points).map(indented)]
        : [];
}
function byHand(report) {
    const restore = restoreByHand(report);
    if (restore === undefined)
        return [];
    return [
        'Restore by hand',
        ...(restore.command === undefined ? [] : [indented(restore.command)]),
        indented(restore.sentence)
    ];
}
const indented = (line) => `  ${line}`;
const log_columns = (rows, alignment) => rows_aligned(rows, alignment).map(indented);

;// CONCATENATED MODULE: ./lib/core/report/bounded.js

const shownSentences = 10;
function bounded_bounded(sentences) {
    if (sentences.length <= shownSentences)
        return sentences;
    const shown = sentences.slice(0, shownSentences - 1);
    return [...shown, `${(0,units/* formatCount */.B4)(sentences.length - shown.length)} more are in the log and in the JSON report.`];
}

;// CONCATENATED MODULE: ./lib/core/report/alert.js


function alert_alert(sentences) {
    if (sentences.length === 0)
        return [];
    const shown = bounded_bounded(sentences).map(sentence => (0,display/* markdownSentence */.nv)(sentence, 400));
    const lines = shown.length === 1 ? shown : shown.map(sentence => `- ${sentence}`);
    return [['[!WARNING]', ...lines].map(line => `> ${line}`).join('\n')];
}

;// CONCATENATED MODULE: ./lib/core/report/left-out.js

const shownReasons = 10;
const shownNames = 3;
function left_out_leftOut({ secrets, specials }) {
    if (secrets.length + specials.length === 0)
        return undefined;
    const groups = [...grouped(secrets), ...grouped(specials)];
    return {
        groups: groups.slice(0, shownReasons),
        sentences: [
            ...ofSecrets(secrets.length),
            ...ofSpecials(specials.length),
            ...ofMoreReasons(groups.length - shownReasons)
        ]
    };
}
function ofSecrets(count) {
    if (count === 0)
        return [];
    const they = count === 1 ? 'it' : 'they';
    return [
        `${(0,units/* countOf */.pq)(count, 'path looks like a secret', 'paths look like secrets')}. With \`exclude-secrets: false\` ${they} would be kept, readable for everybody who can read the volume.`
    ];
}
const ofSpecials = (count) => count === 0
    ? []
    : [
        `${(0,units/* countOf */.pq)(count, 'path is no file', 'paths are no files')}: sockets, FIFOs and devices hold nothing that could be kept.`
    ];
const ofMoreReasons = (count) => count <= 0 ? [] : [`${(0,units/* countOf */.pq)(count, 'more reason is', 'more reasons are')} in the JSON report.`];
function grouped(items) {
    const groups = new Map();
    for (const { why, path } of items) {
        const group = groups.get(why) ?? { why, count: 0, first: [] };
        groups.set(why, group);
        group.count += 1;
        if (group.first.length < shownNames)
            group.first.push(path);
    }
    return [...groups.values()].sort((a, b) => b.count - a.count);
}
const left_out_moreNames = ({ count, first }) => count > first.length ? ` and ${(0,units/* formatCount */.B4)(count - first.length)} more` : '';

;// CONCATENATED MODULE: ./lib/core/report/summary.js












const summaryLimitBytes = (/* unused pure expression or super */ null && (200 * 1024));
const shownFiles = 10;
function snapshotSummary(report) {
    const { heading, sentence } = outcomeOf(report);
    const sections = [
        `## ${(0,display/* markdownSentence */.nv)(heading)}`,
        `**${(0,display/* markdownSentence */.nv)(sentence)}**`,
        ...alert_alert(report.warnings),
        ...summary_figures(report),
        ...summary_causes(report),
        ...summary_largest(report),
        ...summary_omissions(report),
        ...summary_history(report),
        ...summary_byHand(report),
        footer(report)
    ];
    return `${sections.join('\n\n')}\n`;
}
function summary_figures(report) {
    const rows = figureRows(report);
    const emphasised = rows.map(row => (row[0] === 'Saved' ? row.map(strong) : row.map(plain)));
    const sentences = [...figures_facts(report), ...bounded_bounded(report.notes)];
    return [
        ...(rows.length > 0 ? [markdownTable(emphasised, 'lrr')] : []),
        sentences.map(sentence => `- ${(0,display/* markdownSentence */.nv)(sentence)}`).join('\n')
    ];
}
function summary_causes(report) {
    const title = causesTitle(report);
    return title === '' ? [] : [`### ${plain(title)}`, markdownTable(cells(causeRows(report)), 'lrrl')];
}
function summary_largest(report) {
    const shown = largestFiles(report, shownFiles);
    if (shown === undefined)
        return [];
    const because = (words) => (shown.withCauses ? [words] : []);
    const rows = shown.files.map(({ path, bytes, cause }) => [
        (0,display/* markdownCode */.D9)(path),
        plain((0,units/* formatBytes */.z3)(bytes)),
        ...because(plain(causeLabel(cause)))
    ]);
    return [`### ${shown.title}`, markdownTable([['File', 'Size', ...because('Because')], ...rows], 'lrl')];
}
function summary_omissions(report) {
    const omitted = left_out_leftOut(report);
    if (omitted === undefined)
        return [];
    const rows = omitted.groups.map(group => [
        (0,display/* markdownText */.p7)(group.why, 60),
        (0,units/* formatCount */.B4)(group.count),
        group.first.map(path => (0,display/* markdownCode */.D9)(path, 80)).join(', ') + left_out_moreNames(group)
    ]);
    return [
        '### Left out',
        omitted.sentences.map(text => (0,display/* markdownSentence */.nv)(text)).join(' '),
        markdownTable([['Reason', 'Paths', 'First ones'], ...rows], 'lrl')
    ];
}
function summary_history(report) {
    const points = history_lastPoints(report.history);
    if (!history_isWorthAChart(points))
        return [];
    return [
        '### History of the series',
        'Grey is the size of a full copy, blue what was newly stored.',
        mermaidChart(points),
        '<details><summary>The same numbers as a table</summary>',
        markdownTable(cells(historyRows(points)), 'lrrrrr'),
        '</details>'
    ];
}
function summary_byHand(report) {
    const restore = by_hand_restoreByHand(report);
    if (restore === undefined)
        return [];
    return [
        '### Restore by hand',
        ...(restore.command === undefined ? [] : [`\`\`\`sh\n${restore.command}\n\`\`\``]),
        plain(restore.sentence)
    ];
}
function footer({ series, volume, program, rsync }) {
    const parts = [
        `series ${(0,display/* markdownText */.p7)(series)}`,
        `volume ${(0,display/* markdownText */.p7)(volume)}`,
        `snapshot-action ${(0,display/* markdownText */.p7)(program, 40)}`,
        ...(rsync === '' ? [] : [plain(rsync)])
    ];
    return `<sub>${parts.join(' · ')}</sub>`;
}
const plain = (text) => (0,display/* markdownSentence */.nv)(text);
const strong = (text) => `**${plain(text)}**`;
const cells = (rows) => rows.map(row => row.map(plain));

// EXTERNAL MODULE: ./lib/inputs/amounts.js
var amounts = __nccwpck_require__(488);
// EXTERNAL MODULE: ./lib/inputs/fields.js + 1 modules
var fields = __nccwpck_require__(275);
;// CONCATENATED MODULE: ./lib/inputs/input-reader.js



const variableOf = (input) => `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`;
class InputReader {
    #env;
    #defaults;
    #mistakes = [];
    constructor(env, defaults) {
        this.#env = env;
        this.#defaults = defaults;
    }
    text(name) {
        const text = this.#env[variableOf(name)] ?? '';
        if (!text.includes('\0'))
            return text;
        this.mistake(name, text, 'has a NUL character: take it out');
        return '';
    }
    lines(name) {
        return (0,fields/* splitLines */.uz)(this.text(name));
    }
    each(name, parse) {
        return this.lines(name).flatMap(line => this.check(name, line, parse) ?? []);
    }
    optional(name, parse) {
        const text = this.text(name);
        return text === '' ? undefined : this.check(name, text, one => parse(one.trim()));
    }
    value(name, parse) {
        const given = this.optional(name, parse);
        if (given !== undefined)
            return given;
        const standard = parse(this.#defaults[name]);
        if (!standard.ok)
            throw new Error(`the default of ${name} ${standard.why}`);
        return standard.value;
    }
    check(label, text, parse) {
        const result = parse(text);
        if (result.ok)
            return result.value;
        this.mistake(label, text, result.why);
        return undefined;
    }
    mistake(label, text, why) {
        this.report(`${label}: ${(0,quoted_value/* quoteValue */.c)(text)} ${why}`);
    }
    report(mistake) {
        this.#mistakes.push(mistake);
    }
    finish() {
        if (this.#mistakes.length > 0)
            throw new core_failure/* InputFailure */.RP(this.#mistakes);
    }
}

;// CONCATENATED MODULE: ./lib/inputs/places.js



const parseVolume = text => {
    const lines = (0,fields/* splitLines */.uz)(text);
    const [volume] = lines;
    if (volume === undefined || lines.length > 1)
        return (0,fields/* wrong */.Qm)('is not one directory: write the path of a mounted volume');
    if (isRemote(volume)) {
        const read = readSshAddress(volume);
        return read.ok ? (0,fields/* parsed */.Yz)(volume.replace(/\/+$/, '')) : (0,fields/* wrong */.Qm)(read.why);
    }
    if (!volume.startsWith('/')) {
        return (0,fields/* wrong */.Qm)('is relative: the directory a step runs in differs between workflows, and so would the volume; ' +
            'write an absolute path that starts with "/"');
    }
    if (isRoot(volume))
        return (0,fields/* wrong */.Qm)('is the whole machine: write the directory that the volume is mounted on');
    return (0,fields/* parsed */.Yz)(volume.replace(/\/+$/, ''));
};
const pathFrom = (directory) => text => {
    const lines = (0,fields/* splitLines */.uz)(text);
    const [path] = lines;
    return path === undefined || lines.length > 1 ? (0,fields/* wrong */.Qm)('is not one path') : (0,fields/* parsed */.Yz)(external_node_path_.posix.resolve(directory, path));
};
const sourceLineFrom = (workspace) => line => {
    if (line.startsWith('!')) {
        return line.slice(1).trim() === '' ? (0,fields/* wrong */.Qm)('leaves nothing out: write a pattern after the "!"') : (0,fields/* parsed */.Yz)(line);
    }
    const resolved = external_node_path_.posix.resolve(workspace, line);
    return isRoot(resolved) || /^\/+[*?]+(?:\/|$)/.test(resolved)
        ? (0,fields/* wrong */.Qm)('is the whole machine: an empty variable in front of the slash does that; name the directory to back up')
        : (0,fields/* parsed */.Yz)(line);
};
const isRoot = (path) => external_node_path_.posix.resolve('/', path) === '/';

;// CONCATENATED MODULE: ./lib/inputs/retention.js




function readRetention(read) {
    return { prune: read.value('prune', fields/* parseBoolean */.yG), ...readRetentionRules(read) };
}
function readRetentionRules(read) {
    return { policy: readPolicy(read), space: readSpace(read) };
}
const retention_counts = {
    'keep-last': 'keepLast',
    'keep-hourly': 'keepHourly',
    'keep-daily': 'keepDaily',
    'keep-weekly': 'keepWeekly',
    'keep-monthly': 'keepMonthly',
    'keep-yearly': 'keepYearly'
};
const countNames = Object.keys(retention_counts);
function readPolicy(read) {
    const isGiven = (name) => read.text(name) !== '';
    const found = countNames.map(name => [retention_counts[name], read.optional(name, parseCount)]);
    const keepWithin = readWithin(read);
    const keepTags = [...new Set(read.each('keep-tags', fields/* parseTag */.ED))];
    const given = countNames.filter(isGiven);
    const isWindowGiven = isGiven('keep-within') || isGiven('retention-days');
    if (given.length === 0 && !isWindowGiven)
        return { ...defaultPolicy, keepTags };
    if (!isWindowGiven && read.lines('keep-tags').length === 0)
        refuseZero(read, given);
    return {
        ...emptyPolicy,
        ...Object.fromEntries(found.map(([name, count]) => [name, count ?? 0])),
        ...(keepWithin === undefined ? {} : { keepWithin }),
        keepTags
    };
}
function refuseZero(read, given) {
    if (!given.every(name => /^0+$/.test(read.text(name).trim())))
        return;
    read.report(`${given.join(', ')}: ${given.length === 1 ? 'is 0' : 'are all 0'}, and no other rule keeps anything; write how many ` +
        'to keep, such as keep-last: 7, or leave them out for keep-last: 7 and keep-within: 30d');
}
function readWithin(read) {
    const within = read.optional('keep-within', parseSpan);
    const days = read.optional('retention-days', parseDays);
    if (within === undefined || days === undefined)
        return within ?? days;
    if (within.months !== days.months || within.hours !== days.hours) {
        read.report(`keep-within, retention-days: ${(0,quoted_value/* quoteValue */.c)(read.text('keep-within'))} and ${(0,quoted_value/* quoteValue */.c)(read.text('retention-days'))} ` +
            'contradict each other: both say how far back everything is kept; write one of them');
    }
    return within;
}
const mostCounted = 999_999_999;
const parseCount = text => {
    const withUnit = /^(\d+)[hdwmy]$/i.exec(text);
    if (withUnit?.[1] !== undefined) {
        return (0,fields/* wrong */.Qm)(`has a unit, and this rule counts snapshots: write ${withUnit[1]}, or keep-within: ${text.toLowerCase()} ` +
            'for all within that time');
    }
    return /^\d{1,9}$/.test(text) ? (0,fields/* parsed */.Yz)(Number(text)) : (0,fields/* wrong */.Qm)(`is not a whole number from 0 to ${mostCounted}`);
};
const parseSpan = text => {
    if (/^0+[hdwmy]?$/i.test(text))
        return (0,fields/* wrong */.Qm)('keeps nothing: write a time such as 14d, or leave it out');
    if (/^\d+$/.test(text)) {
        return (0,fields/* wrong */.Qm)(`has no unit: write ${text}d for days, ${text}h for hours, ${text}w, ${text}m (months) or ${text}y`);
    }
    return (0,amounts/* parseAge */.F1)(text);
};
const parseDays = text => {
    if (/^0+d?$/i.test(text))
        return (0,fields/* wrong */.Qm)('keeps nothing: write a number of days such as 30, or leave it out');
    if (/^\d{1,6}$/.test(text))
        return (0,fields/* parsed */.Yz)({ months: 0, hours: Number(text) * dayHours });
    const days = /^(\d{1,6})d$/i.exec(text)?.[1] ?? 'a number of days such as 30';
    return (0,fields/* wrong */.Qm)(`is not a number of days: write ${days}; for other units there is keep-within`);
};
function readSpace(read) {
    const minFreeSpace = read.optional('min-free-space', freePart(amounts/* parseSizeBytes */.kl, '20G or 10%'));
    const minFreeInodes = read.optional('min-free-inodes', freePart(parseInodes, '100000 or 5%'));
    const maxSize = read.optional('max-size', parseMaxSize);
    return {
        ...(minFreeSpace === undefined ? {} : { minFreeSpace }),
        ...(minFreeInodes === undefined ? {} : { minFreeInodes }),
        ...(maxSize === undefined ? {} : { maxSize })
    };
}
const limitOf = (parseAmount) => text => {
    const isShare = text.endsWith('%');
    const part = isShare ? (0,amounts/* parseShare */.n8)(text) : parseAmount(text);
    if (!part.ok)
        return isShare ? part : (0,fields/* wrong */.Qm)(`${part.why}, or a percentage of the filesystem such as 10%`);
    return (0,fields/* parsed */.Yz)(isShare ? { text, share: part.value } : { text, amount: part.value });
};
const freePart = (parseAmount, example) => text => {
    const limit = limitOf(parseAmount)(text);
    return limit.ok && 'share' in limit.value && limit.value.share === 1
        ? (0,fields/* wrong */.Qm)(`leaves no room for any snapshot: write what must be free, such as ${example}`)
        : limit;
};
const parseInodes = text => /^\d{1,15}$/.test(text)
    ? (0,fields/* parsed */.Yz)(Number(text))
    : (0,fields/* wrong */.Qm)('is not a number of inodes: write a whole number such as 100000');
const parseMaxSize = text => {
    const limit = limitOf(amounts/* parseSizeBytes */.kl)(text);
    const isNothing = limit.ok && ('share' in limit.value ? limit.value.share : limit.value.amount) === 0;
    return isNothing ? (0,fields/* wrong */.Qm)('leaves no room for any snapshot: write how large the series may get, such as 500G') : limit;
};

;// CONCATENATED MODULE: ./lib/core/series-name.js



const segmentBytes = 255;
const nameBytes = 1024;
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/u;
function validateSeriesName(text) {
    const why = text === '' ? 'is empty: a series needs a name' : whyNotName(text);
    return why === undefined ? { ok: true, name: text } : { ok: false, why };
}
function whyNotName(text) {
    if (text.startsWith('/'))
        return 'starts with a slash: a name is relative to the volume';
    if (text.endsWith('/'))
        return 'ends with a slash: leave it out';
    if (byteLength(text) > nameBytes)
        return `is ${byteLength(text)} bytes long: at most ${nameBytes} are allowed`;
    return text
        .split('/')
        .map(whyNotSegment)
        .find(why => why !== undefined);
}
function whyNotSegment(segment) {
    if (segment === '')
        return 'has two slashes in a row: no part of a name may be empty';
    if (segment === '.' || segment === '..')
        return `has a part "${segment}": a name may not lead anywhere else`;
    if (segment.startsWith('.'))
        return 'has a part that starts with a dot: such names are kept for our own files';
    if (unseen.test(segment))
        return 'has control, invisible or reordering characters: use visible ones';
    if (/^\s|\s$/.test(segment))
        return 'has a part that begins or ends with a space: leave the space out';
    if (segment === 'latest')
        return 'has a part "latest": that is the link to the newest snapshot';
    if (isSnapshotId(segment))
        return 'has a part that is the id of a snapshot: a tree of that name would be taken for one';
    const bytes = byteLength(segment);
    return bytes > segmentBytes ? `has a part of ${bytes} bytes: at most ${segmentBytes} are allowed` : undefined;
}
function defaultSeriesName(parts) {
    const texts = [...parts.repository.split('/'), parts.job].map(encode);
    return [...texts, ...matrixSegments(parts.matrix), encode(parts.refName)].map(asSegment).join('/');
}
function matrixSegments(matrix) {
    if (typeof matrix !== 'object' || matrix === null)
        return [];
    const values = Object.values(matrix).map(value => encode(valueText(value)).replaceAll(',', '%2C'));
    return values.length === 0 ? [] : [values.join(',')];
}
function valueText(value) {
    if (value === '')
        return '""';
    return typeof value === 'string' ? value : JSON.stringify(value);
}
const encode = (text) => text.replace(new RegExp(`[%/]|${unseen.source}`, 'gu'), percentBytes);
function asSegment(encoded) {
    const bare = encoded.replace(/^[.\s]|\s$/gu, percentBytes);
    const segment = bare === 'latest' || isSnapshotId(bare) ? bare.replace(/^./, percentBytes) : bare;
    return byteLength(segment) > segmentBytes ? shorten(segment) : segment;
}
function shorten(segment) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256').update(segment).digest('hex').slice(0, 32);
    const start = external_node_buffer_.Buffer.from(segment, 'utf8').subarray(0, segmentBytes - 2 - hash.length);
    return `${start.toString('utf8').replace(/(?:\ufffd|%[0-9A-F]?)$/, '')}%~${hash}`;
}
const percentBytes = (text) => Array.from(external_node_buffer_.Buffer.from(text, 'utf8'), byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const byteLength = (text) => external_node_buffer_.Buffer.byteLength(text, 'utf8');

;// CONCATENATED MODULE: ./lib/inputs/series.js


function readOwnSeries(read, defaults) {
    const matrix = read.optional('matrix', parseMatrix);
    if (read.text('name') !== '')
        return { name: read.optional('name', parseSeriesName) ?? '' };
    const parts = namePartsOf(defaults, matrix);
    if (parts !== undefined)
        return { name: read.check('name', defaultSeriesName(parts), parseSeriesName) ?? '', parts };
    read.report('name: is missing, and without a repository, job and branch (outside GitHub Actions) there is nothing to make ' +
        'a default from; give the series a name');
    return { name: '' };
}
function readSeries(read, defaults) {
    const { name, parts } = readOwnSeries(read, defaults);
    const listed = read.each('link-from', parseSeriesName);
    if (parts === undefined || listed.length > 0 || defaults.defaultBranch === undefined) {
        return { name, linkFrom: others(name, listed) };
    }
    return { name, linkFrom: others(name, [defaultSeriesName({ ...parts, refName: defaults.defaultBranch })]) };
}
const others = (name, series) => [...new Set(series)].filter(one => one !== name);
function namePartsOf({ repository, job, refName }, matrix) {
    return repository === undefined || job === undefined || refName === undefined
        ? undefined
        : { repository, job, refName, matrix };
}
const parseSeriesName = text => {
    const checked = validateSeriesName(text);
    return checked.ok ? (0,fields/* parsed */.Yz)(checked.name) : (0,fields/* wrong */.Qm)(checked.why);
};
const parseMatrix = text => {
    const problem = (0,fields/* wrong */.Qm)('is not the JSON of a matrix: leave this input out, the action fills it in');
    try {
        const matrix = JSON.parse(text);
        return typeof matrix === 'object' && !Array.isArray(matrix) ? (0,fields/* parsed */.Yz)(matrix) : problem;
    }
    catch {
        return problem;
    }
};

;// CONCATENATED MODULE: ./lib/inputs/retention-names.js
const retentionRuleNames = [
    'keep-last',
    'keep-hourly',
    'keep-daily',
    'keep-weekly',
    'keep-monthly',
    'keep-yearly',
    'keep-within',
    'retention-days',
    'keep-tags',
    'min-free-space',
    'min-free-inodes',
    'max-size'
];
const retentionDefaults = { prune: 'true' };

;// CONCATENATED MODULE: ./lib/inputs/ssh.js



const sshDefaults = { 'ssh-strict': 'true' };
const sshInputNames = ['ssh-key', 'ssh-known-hosts'];
function readSsh(read, volume, directory) {
    const key = given(read, 'ssh-key', parseKey(directory));
    const knownHosts = given(read, 'ssh-known-hosts', parseKnownHosts(directory));
    const strict = read.value('ssh-strict', fields/* parseBoolean */.yG);
    if (!isRemote(volume))
        return {};
    return {
        ssh: { ...(key === undefined ? {} : { key }), ...(knownHosts === undefined ? {} : { knownHosts }), strict }
    };
}
function given(read, name, parse) {
    const text = read.text(name);
    if (text.trim() === '')
        return undefined;
    const result = parse(text);
    if (result.ok)
        return result.value;
    read.report(`${name}: ${result.why}`);
    return undefined;
}
const isPath = (text) => !text.includes('\n') && (text.startsWith('/') || !/^\S+\s+\S+\s+\S/.test(text));
const parseKey = (directory) => text => {
    const lines = text.trim().split(/\r?\n/);
    const [first = ''] = lines;
    const last = lines.at(-1) ?? '';
    if (/^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----$/.test(first.trimEnd())) {
        if (!/^-----END [A-Z0-9 ]*PRIVATE KEY-----$/.test(last.trimEnd()))
            return (0,fields/* wrong */.Qm)('is only a part of a private key: its last line is not "-----END … PRIVATE KEY-----"');
        return (0,fields/* parsed */.Yz)({ text: `${lines.map(line => line.trimEnd()).join('\n')}\n` });
    }
    if (/^(?:ssh-|ecdsa-|sk-)\S+ \S/.test(first))
        return (0,fields/* wrong */.Qm)('is a public key; what is needed is the private one, the file without ".pub"');
    if (lines.length > 1 || first.includes('-----'))
        return (0,fields/* wrong */.Qm)('is no private key: its first line is not "-----BEGIN … PRIVATE KEY-----", or its lines were joined');
    return fileIn(directory, first);
};
const parseKnownHosts = (directory) => text => {
    if (isPath(text.trim()))
        return fileIn(directory, text.trim());
    const wrongLine = text
        .split(/\r?\n/)
        .find(line => line.trim() !== '' && !line.startsWith('#') && !/^(?:@\S+\s+)?\S+\s+\S+\s+\S+/.test(line));
    if (wrongLine !== undefined)
        return (0,fields/* wrong */.Qm)('has a line that is not "<host> <kind of key> <key>", as ssh-keyscan prints it');
    return (0,fields/* parsed */.Yz)({ text: `${text.replaceAll('\r', '').trimEnd()}\n` });
};
function fileIn(directory, text) {
    if (/["\n\r]/.test(text))
        return (0,fields/* wrong */.Qm)('is no path that can be given to ssh');
    const path = pathFrom(directory)(text);
    return path.ok ? (0,fields/* parsed */.Yz)({ file: path.value }) : (0,fields/* wrong */.Qm)('is not one path');
}

;// CONCATENATED MODULE: ./lib/inputs/snapshot-names.js


const snapshotDefaults = {
    ...sshDefaults,
    'exclude-secrets': 'true',
    'one-file-system': 'false',
    compare: 'content',
    'require-hardlinks': 'true',
    'require-mount': 'false',
    'if-no-files-found': 'error',
    'skip-if-unchanged': 'false',
    'on-vanished': 'error',
    pin: 'false',
    verify: 'false',
    jobs: 'auto',
    'read-only': 'auto',
    'lock-timeout': '10m',
    'dry-run': 'false',
    'cache-copy': 'false',
    page: 'false',
    summary: 'true',
    ...retentionDefaults
};
const withoutDefault = [
    'volume',
    'name',
    'path',
    'root',
    'exclude',
    'include',
    'filter-file',
    'link-from',
    'max-shrink',
    'min-link-ratio',
    'tags',
    'rsync-args',
    'matrix',
    ...sshInputNames,
    ...retentionRuleNames
];
const snapshotInputNames = [
    ...withoutDefault,
    ...Object.keys(snapshotDefaults)
];

// EXTERNAL MODULE: ./lib/inputs/did-you-mean.js
var did_you_mean = __nccwpck_require__(178);
;// CONCATENATED MODULE: ./lib/inputs/unknown-inputs.js



function findUnknownInputs(env, known) {
    const mistakes = [];
    const warnings = [];
    if (env.GITHUB_ACTIONS !== 'true')
        return { mistakes, warnings };
    const ours = new Set(known.map(variableOf));
    const handsDown = [env.ACT, env.GITEA_ACTIONS, env.FORGEJO_ACTIONS].includes('true');
    for (const variable of Object.keys(env).sort()) {
        if (!variable.startsWith('INPUT_') || ours.has(variable))
            continue;
        const name = variable.slice('INPUT_'.length).toLowerCase();
        const meant = (0,did_you_mean/* nearest */.p)(name, known);
        if (meant === undefined)
            warnings.push(`${(0,quoted_value/* quoteValue */.c)(name)} is not an input of this action and has no effect`);
        else {
            const text = `${(0,quoted_value/* quoteValue */.c)(name)} is not an input of this action; did you mean "${meant}"?`;
            if (handsDown)
                warnings.push(text);
            else
                mistakes.push(text);
        }
    }
    return { mistakes, warnings };
}

;// CONCATENATED MODULE: ./lib/inputs/volume.js


function readVolume(read, env, mayBeNone = false) {
    if (read.text('volume') !== '')
        return check(read, 'volume', read.text('volume'));
    const standard = env.SNAPSHOT_VOLUME ?? '';
    if (standard !== '')
        return check(read, 'SNAPSHOT_VOLUME', standard);
    if (mayBeNone)
        return '';
    read.report('volume: is missing; give the absolute path of the mounted volume or ssh://user@host/path, or set SNAPSHOT_VOLUME in the environment of ' +
        'the runner (its .env file) for all workflows');
    return '';
}
function check(read, label, text) {
    const result = parseVolume(text);
    if (result.ok)
        return result.value;
    read.mistake(label, text.replace(/^([^/]*:\/\/)?([^:/@]*):[^/@]*@/, '$1$2:…@'), result.why);
    return '';
}

;// CONCATENATED MODULE: ./lib/inputs/snapshot.js











const mostJobs = 64;
function readSnapshotInputs(env, context) {
    const read = new InputReader(env, snapshotDefaults);
    const unknown = findUnknownInputs(env, snapshotInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const volume = readVolume(read, env);
    const filterFile = read.optional('filter-file', pathFrom(context.workspace));
    const maxShrink = read.optional('max-shrink', amounts/* parseShare */.n8);
    const minLinkRatio = read.optional('min-link-ratio', amounts/* parseShare */.n8);
    const jobs = read.value('jobs', (0,fields/* wordOr */.ao)('auto', (0,fields/* integerBetween */.f8)(1, mostJobs)));
    const readOnly = read.value('read-only', (0,fields/* oneOf */.yL)(['auto', 'true', 'false']));
    const inputs = {
        volume,
        ...readSsh(read, volume, context.workspace),
        ...readSeries(read, context.defaults),
        path: readPath(read, context.workspace),
        root: read.optional('root', pathFrom(context.workspace)) ?? context.workspace,
        include: read.lines('include'),
        exclude: read.lines('exclude'),
        ...(filterFile === undefined ? {} : { filterFile }),
        excludeSecrets: read.value('exclude-secrets', fields/* parseBoolean */.yG),
        oneFileSystem: read.value('one-file-system', fields/* parseBoolean */.yG),
        compare: read.value('compare', (0,fields/* oneOf */.yL)(['content', 'quick'])),
        requireHardlinks: read.value('require-hardlinks', fields/* parseBoolean */.yG),
        requireMount: read.value('require-mount', fields/* parseBoolean */.yG),
        ifNoFilesFound: read.value('if-no-files-found', (0,fields/* oneOf */.yL)(['error', 'warn', 'ignore'])),
        skipIfUnchanged: read.value('skip-if-unchanged', fields/* parseBoolean */.yG),
        onVanished: read.value('on-vanished', (0,fields/* oneOf */.yL)(['error', 'warn'])),
        ...(maxShrink === undefined ? {} : { maxShrink }),
        ...(minLinkRatio === undefined ? {} : { minLinkRatio }),
        tags: [...new Set(read.each('tags', fields/* parseTag */.ED))],
        pin: read.value('pin', fields/* parseBoolean */.yG),
        verify: read.value('verify', fields/* parseBoolean */.yG),
        ...(jobs === 'auto' ? {} : { jobs }),
        rsyncArgs: readRsyncArgs(read),
        readOnly: readOnly === 'auto' ? 'auto' : readOnly === 'true',
        lockTimeoutMs: read.value('lock-timeout', amounts/* parseWaitMs */.hE),
        retention: readRetention(read),
        dryRun: read.value('dry-run', fields/* parseBoolean */.yG),
        cacheCopy: read.value('cache-copy', fields/* parseBoolean */.yG),
        page: read.value('page', fields/* parseBoolean */.yG),
        summary: read.value('summary', fields/* parseBoolean */.yG),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}
function readPath(read, workspace) {
    if (read.lines('path').length === 0) {
        read.mistake('path', read.text('path'), 'is empty: name what to back up; if it comes from a variable, that is not set');
        return [];
    }
    const lines = read.each('path', sourceLineFrom(workspace));
    if (read.lines('path').every(line => line.startsWith('!'))) {
        read.report('path: has only lines that leave something out; add one without "!" that says what to back up');
    }
    return lines;
}
function readRsyncArgs(read) {
    const args = read.lines('rsync-args');
    parseRsyncOptions(args).mistakes.forEach(mistake => {
        read.report(`rsync-args: ${mistake}`);
    });
    return args;
}

;// CONCATENATED MODULE: ./package.json
const package_namespaceObject = {"rE":"0.1.0"};
;// CONCATENATED MODULE: ./lib/program.js

const program = package_namespaceObject.rE;

;// CONCATENATED MODULE: ./lib/adapters/volume/absent-volume.js

function absent_volume_absentVolume(name, why) {
    const refuse = () => Promise.reject(new core_failure/* Failure */.HR('volume', why));
    return {
        name,
        places: () => Promise.resolve([]),
        state: refuse,
        mark: refuse,
        isSlowToAnswer: false,
        probeLinks: refuse,
        free: refuse,
        series: () => {
            throw new core_failure/* Failure */.HR('volume', why);
        },
        seriesNames: refuse
    };
}

;// CONCATENATED MODULE: ./lib/adapters/volume/layout.js


const ownDirectory = '.snapshots';
function seriesLayout(volume, name) {
    const series = (0,external_node_path_.join)(volume, name);
    const own = (0,external_node_path_.join)(series, ownDirectory);
    const records = (0,external_node_path_.join)(own, 'records');
    const manifests = (0,external_node_path_.join)(own, 'manifests');
    return {
        series,
        own,
        records,
        manifests,
        latest: (0,external_node_path_.join)(series, 'latest'),
        lock: (0,external_node_path_.join)(own, 'lock'),
        partial: (0,external_node_path_.join)(own, 'partial'),
        trash: (0,external_node_path_.join)(own, 'trash'),
        page: (0,external_node_path_.join)(series, pageName),
        pageAside: (0,external_node_path_.join)(own, `${pageName}.${process.pid}.tmp`),
        damaged: (0,external_node_path_.join)(own, 'damaged.json'),
        snapshot: id => (0,external_node_path_.join)(series, id),
        record: id => (0,external_node_path_.join)(records, `${id}.json`),
        manifest: id => (0,external_node_path_.join)(manifests, `${id}.mtree.gz`)
    };
}

;// CONCATENATED MODULE: ./lib/adapters/cache/archive.js



async function pack(processes, archive, tree, paths) {
    await tar(processes, 'packed', {
        args: [
            '--append',
            `--file=${archive}`,
            '--format=gnu',
            '--sparse',
            '--no-recursion',
            '--owner=0',
            '--group=0',
            '--numeric-owner',
            '--mode=u=rwX,go=',
            '--null',
            '--verbatim-files-from',
            '--files-from=-'
        ],
        input: nulSeparated(paths),
        cwd: tree
    });
}
async function unpack(processes, archive, into) {
    await tar(processes, 'unpacked', {
        args: ['--extract', `--file=${archive}`, '--touch', '--no-same-owner', '--no-same-permissions'],
        cwd: into
    });
}
async function tar(processes, what, request) {
    const { status, stderr } = await processes.run('tar', request);
    const isAllLinks = stderr.split('\n').every(line => line === '' || line.endsWith(': file changed as we read it'));
    if (status === 0 || (status === 1 && isAllLinks))
        return;
    const said = stderr
        .trim()
        .split('\n')
        .slice(0, 3)
        .map(line => (0,display/* showText */.h$)(line, 300))
        .join('; ');
    const full = /No space left on device|Disk quota exceeded/.test(stderr);
    throw new core_failure/* Failure */.HR(full ? 'room' : 'volume', `The copy could not be ${what} in the runner's temporary directory (tar, status ${status}): ${said}`);
}

// EXTERNAL MODULE: ./lib/adapters/own-file.js
var own_file = __nccwpck_require__(443);
;// CONCATENATED MODULE: ./lib/adapters/cache/protocol.js
const demands = (/* unused pure expression or super */ null && (['find', 'save', 'bring']));
const isDemand = (text) => demands.some(demand => demand === text);
const cachedDirectory = 'snapshot-action';
const answerFile = '../answer.json';

;// CONCATENATED MODULE: external "node:string_decoder"
const external_node_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");
;// CONCATENATED MODULE: ./lib/adapters/cache/printed.js

const printed_words = {
    Sent: 'sending to the GitHub Actions cache',
    Received: 'receiving from the GitHub Actions cache'
};
class Printed {
    #onProgress;
    #decoder = new external_node_string_decoder_namespaceObject.StringDecoder('utf8');
    #lines = [];
    #rest = '';
    constructor(onProgress) {
        this.#onProgress = onProgress;
    }
    take(piece) {
        const lines = (this.#rest + this.#decoder.write(piece)).split(/\r?\n/);
        this.#rest = lines.pop() ?? '';
        for (const line of lines) {
            if (!this.#isProgress(line))
                this.#lines.push(line);
        }
    }
    text() {
        return [...this.#lines, this.#rest].join('\n');
    }
    #isProgress(line) {
        const [, verb, bytes, totalBytes] = /^(Sent|Received) (\d+) of (\d+) \(/.exec(line) ?? [];
        if (verb !== 'Sent' && verb !== 'Received')
            return false;
        this.#onProgress?.({
            doing: printed_words[verb],
            files: 0,
            totalFiles: 0,
            bytes: Number(bytes),
            totalBytes: Number(totalBytes)
        });
        return true;
    }
}
function troubleIn(printed) {
    const lines = printed.split(/\r?\n/).flatMap(line => {
        const [, command] = /^::(?:warning|error)[^:]*::(.*)$/.exec(line) ?? [];
        if (command !== undefined)
            return [command.replaceAll('%0A', ' ').replaceAll('%0D', ' ').replaceAll('%25', '%')];
        return /^(?:Failed to (?:save|restore)|Cache (?:save|restore) skipped)/.test(line) ? [line] : [];
    });
    return [...new Set(lines.map(line => line.trim().replace(/[.:]$/, '')))];
}

;// CONCATENATED MODULE: ./lib/adapters/cache/client.js








const limitMs = { find: 3 * 60_000, save: 60 * 60_000, bring: 60 * 60_000 };
const variables = /^(?:ACTIONS_(?:CACHE_URL|CACHE_SERVICE_V2|CACHE_MODE|RESULTS_URL|RUNTIME_TOKEN)|GITHUB_SERVER_URL|GITHUB_REPOSITORY|(?:https?|no|all)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|SEGMENT_DOWNLOAD_TIMEOUT_MINS|CACHE_UPLOAD_(?:CONCURRENCY|CHUNK_SIZE))$/i;
function whyNoCache(env) {
    if ((env.ACTIONS_RUNTIME_TOKEN ?? '') !== '' &&
        `${env.ACTIONS_RESULTS_URL ?? ''}${env.ACTIONS_CACHE_URL ?? ''}` !== '')
        return undefined;
    return 'this run has no GitHub Actions cache (ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL are not set)';
}
class CacheClient {
    #processes;
    #script;
    #env;
    #scratch;
    #limitMs;
    constructor(processes, script, env, scratch, limits = limitMs) {
        this.#processes = processes;
        this.#script = script;
        this.#scratch = scratch;
        this.#limitMs = limits;
        const given = Object.entries(env).flatMap(([name, value]) => value !== undefined && variables.test(name) ? [[name, value]] : []);
        this.#env = {
            ...Object.fromEntries(given),
            PATH: scratch.bin,
            GITHUB_WORKSPACE: scratch.workspace,
            RUNNER_TEMP: scratch.temp,
            TMPDIR: scratch.temp
        };
    }
    async ask(demand, [key, ...starts], onProgress) {
        const answerPath = (0,external_node_path_.join)(this.#scratch.workspace, answerFile);
        (0,external_node_fs_.rmSync)(answerPath, { force: true });
        const end = AbortSignal.timeout(this.#limitMs[demand]);
        const printed = new Printed(onProgress);
        const { status, stderr } = await this.#processes.run(process.execPath, {
            args: ['--no-warnings', this.#script, demand, key, ...starts],
            cwd: this.#scratch.workspace,
            env: this.#env,
            onStdout: piece => {
                printed.take(piece);
            },
            end
        });
        const answer = status === 0 ? answerIn(answerPath) : undefined;
        const why = end.aborted
            ? `the cache did not answer for ${(0,units/* formatDuration */.a3)(this.#limitMs[demand])}`
            : `the program that asks the cache ended with status ${status}`;
        const said = troubleIn(printed.text());
        const trouble = answer === undefined
            ? [...said, why, ...errorIn(stderr)]
            : [...said, ...(answer.thrown === undefined ? [] : [answer.thrown])];
        const words = trouble.filter(line => line !== '').map(line => (0,display/* showText */.h$)(line, 300));
        return { ...answer, ...(words.length > 0 && { trouble: words.join('; ') }) };
    }
}
function answerIn(file) {
    try {
        return JSON.parse((0,own_file/* readOwnFile */.zx)(file, 65_536));
    }
    catch (error) {
        return { thrown: `no answer can be read: ${(0,core_failure/* messageOf */.bD)(error)}` };
    }
}
const errorIn = (stderr) => /^\w*Error\b.*$/m.exec(stderr)?.slice(0, 1) ?? [];

;// CONCATENATED MODULE: ./lib/adapters/cache/scratch.js






const scratch_tar = `#!/bin/sh
for argument do
  shift
  [ "$argument" = -P ] || set -- "$@" "$argument"
done
exec "\${0%/*}/real/tar" "$@"
`;
const gzip = `#!/bin/sh
exec "\${0%/*}/real/gzip" -1 "$@"
`;
const fits = (directory) => /^[A-Za-z0-9/._-]+$/.test(directory);
function makeScratch(tempDir, path) {
    const [realTar, realGzip] = [findTool('tar', path), findTool('gzip', path)];
    const directory = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(fits(tempDir) ? tempDir : (0,external_node_os_.tmpdir)(), 'snapshot-cache-'));
    const at = (...names) => (0,external_node_path_.join)(directory, ...names);
    try {
        for (const name of ['bin/real', 'workspace', 'temp', 'volume'])
            (0,external_node_fs_.mkdirSync)(at(name), { recursive: true });
        (0,external_node_fs_.symlinkSync)(realTar, at('bin/real/tar'));
        (0,external_node_fs_.symlinkSync)(realGzip, at('bin/real/gzip'));
        (0,external_node_fs_.writeFileSync)(at('bin/tar'), scratch_tar, { mode: 0o755 });
        (0,external_node_fs_.writeFileSync)(at('bin/gzip'), gzip, { mode: 0o755 });
        (0,external_node_fs_.writeFileSync)(at('volume', markerName), `{"format":${markerFormat}}\n`);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
        throw error;
    }
    const cached = at('workspace', cachedDirectory);
    const clear = () => {
        (0,external_node_fs_.rmSync)(cached, { recursive: true, force: true });
        (0,external_node_fs_.mkdirSync)(cached);
    };
    clear();
    return {
        directory,
        bin: at('bin'),
        workspace: at('workspace'),
        temp: at('temp'),
        cached,
        volume: at('volume'),
        clear,
        remove: () => {
            (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
        }
    };
}
function findTool(name, path) {
    const found = path
        .split(external_node_path_.delimiter)
        .filter(external_node_path_.isAbsolute)
        .map(directory => (0,external_node_path_.join)(directory, name))
        .find(isExecutable);
    if (found === undefined)
        throw new core_failure/* Failure */.HR('volume', `there is no ${name} in PATH, with which copies are packed`);
    return found;
}
function isExecutable(file) {
    try {
        (0,external_node_fs_.accessSync)(file, external_node_fs_.constants.X_OK);
        return (0,external_node_fs_.statSync)(file).isFile();
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: external "node:stream/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: ./lib/core/record-text.js





const mostRecordBytes = 1_048_576;
class RecordDamage extends Error {
    name = 'RecordDamage';
    constructor(problem) {
        super(`the record is damaged: ${problem}`);
    }
}
function encodeRecord(record) {
    const text = `${JSON.stringify(record, undefined, 2)}\n`;
    decodeRecord(text);
    return text;
}
function decodeRecord(text) {
    const fields = parseJsonFields(text, mostRecordBytes, problem => new RecordDamage(problem));
    const record = {
        format: fields.format(recordFormat),
        id: fields.text('id', snapshotIdRule),
        series: fields.text('series', seriesRule),
        status: fields.oneOf('status', ['complete']),
        startedAt: fields.text('startedAt', utcMoment),
        finishedAt: fields.text('finishedAt', utcMoment),
        durationMs: fields.amount('durationMs'),
        ...(fields.has('base') && { base: record_text_baseOf(fields.object('base')) }),
        ...(fields.has('linkedFrom') && {
            linkedFrom: fields.list('linkedFrom', (items, index) => items.text(index, seriesRule))
        }),
        compare: fields.oneOf('compare', ['content', 'quick']),
        digest: fields.text('digest', digestRule),
        ownersKept: fields.flag('ownersKept'),
        files: fields.count('files'),
        filesLinked: fields.count('filesLinked'),
        filesCopied: fields.count('filesCopied'),
        filesAdded: fields.count('filesAdded'),
        filesChanged: fields.count('filesChanged'),
        filesMoved: fields.count('filesMoved'),
        filesRemoved: fields.count('filesRemoved'),
        directories: fields.count('directories'),
        symlinks: fields.count('symlinks'),
        bytes: fields.count('bytes'),
        bytesLinked: fields.count('bytesLinked'),
        bytesAdded: fields.count('bytesAdded'),
        bytesOnDisk: fields.count('bytesOnDisk'),
        causes: fields.list('causes', (items, index) => causeOf(items.object(index))),
        ...(fields.has('clones') && { clones: clonesOf(fields.object('clones')) }),
        ...(fields.has('largest') && {
            largest: fields.list('largest', (items, index) => largestOf(items.object(index)))
        }),
        ...(fields.has('retention') && { retention: policyOf(fields.object('retention')) }),
        tags: fields.list('tags', (items, index) => items.text(index, nonEmpty)),
        pinned: fields.flag('pinned'),
        run: runOf(fields.object('run')),
        program: fields.text('program')
    };
    const { files, filesLinked, filesCopied } = record;
    if (files !== filesLinked + filesCopied)
        throw new RecordDamage(`files is ${files}; expected the sum of filesLinked ${filesLinked} and filesCopied ${filesCopied}`);
    return record;
}
const record_text_baseOf = (fields) => ({
    id: fields.text('id', nameRule),
    ...(fields.has('series') && { series: fields.text('series', seriesRule) })
});
const causeOf = (fields) => ({
    cause: fields.oneOf('cause', cause_causes),
    files: fields.count('files'),
    bytes: fields.count('bytes')
});
const clonesOf = (fields) => ({
    files: fields.count('files'),
    bytesOnDisk: fields.count('bytesOnDisk'),
    bytesWritten: fields.count('bytesWritten')
});
const largestOf = (fields) => ({
    path: fields.text('path'),
    bytes: fields.count('bytes'),
    cause: fields.oneOf('cause', cause_causes)
});
const policyOf = (fields) => ({
    keepLast: fields.count('keepLast'),
    keepHourly: fields.count('keepHourly'),
    keepDaily: fields.count('keepDaily'),
    keepWeekly: fields.count('keepWeekly'),
    keepMonthly: fields.count('keepMonthly'),
    keepYearly: fields.count('keepYearly'),
    ...(fields.has('keepWithin') && { keepWithin: spanOf(fields.object('keepWithin')) }),
    keepTags: fields.list('keepTags', (items, index) => items.text(index, nonEmpty))
});
const spanOf = (fields) => ({ months: fields.count('months'), hours: fields.count('hours') });
const runFields = [
    'repository',
    'ref',
    'commit',
    'workflow',
    'job',
    'event',
    'actor',
    'runId',
    'runAttempt',
    'runner',
    'url'
];
const runOf = (fields) => Object.fromEntries(runFields.filter(key => fields.has(key)).map(key => [key, fields.text(key)]));
const snapshotIdRule = {
    allows: isSnapshotId,
    expected: 'the id of a snapshot such as "2026-11-20T08-49-01Z"'
};
const nameRule = {
    allows: text => /^[^/\x00-\x1f\x7f]{1,255}$/.test(text) && text !== '.' && text !== '..',
    expected: 'the name of a directory'
};
const seriesRule = {
    allows: text => validateSeriesName(text).ok,
    expected: 'the name of a series such as "owner/repo/job/main"'
};
const digestRule = {
    allows: text => /^sha256:[0-9a-f]{64}$/.test(text),
    expected: '"sha256:" and 64 hexadecimal digits'
};

;// CONCATENATED MODULE: ./lib/adapters/cache/snapshot-entry.js










const manifestName = 'manifest.mtree.gz';
const recordName = (at) => `record-${String(at).padStart(4, '0')}.json`;
const isRecord = (name) => /^record-\d{4}\.json$/.test(name);
async function writeSnapshot(directory, records, manifest) {
    const [record] = records;
    if (record === undefined)
        throw new Error('a copy needs its record');
    const text = encodeManifest({ id: record.id, series: record.series }, manifest);
    await (0,promises_namespaceObject.pipeline)(external_node_stream_namespaceObject.Readable.from(text), (0,external_node_zlib_namespaceObject.createGzip)(), (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(directory, manifestName)));
    records.forEach((one, at) => {
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, recordName(at)), encodeRecord(one));
    });
}
function layOut(directory, volume, series) {
    const layout = seriesLayout(volume, series);
    if (!(0,external_node_fs_.lstatSync)(directory).isDirectory())
        return;
    for (const own of [layout.records, layout.manifests])
        (0,external_node_fs_.mkdirSync)(own, { recursive: true });
    for (const name of (0,external_node_fs_.readdirSync)(directory).filter(isRecord).sort()) {
        const record = recordIn((0,external_node_path_.join)(directory, name));
        if (record?.series !== series)
            continue;
        (0,external_node_fs_.mkdirSync)(layout.snapshot(record.id), { recursive: true });
        (0,external_node_fs_.writeFileSync)(layout.record(record.id), encodeRecord(record));
        const manifest = (0,external_node_path_.join)(directory, manifestName);
        if (name === recordName(0) && (0,external_node_fs_.lstatSync)(manifest, { throwIfNoEntry: false })?.isFile() === true)
            (0,external_node_fs_.renameSync)(manifest, layout.manifest(record.id));
    }
}
function recordIn(file) {
    try {
        return decodeRecord((0,own_file/* readOwnFile */.zx)(file, mostRecordBytes));
    }
    catch (error) {
        if (error instanceof RecordDamage || (0,core_failure/* codeOf */.$N)(error) !== undefined)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/cache/snapshot-copies.js










const archiveName = 'files.tar';
const volumeName = 'the GitHub Actions cache';
function snapshotCopies(parts) {
    const why = whyNoCache(parts.env);
    if (why !== undefined)
        return noCopies(why);
    try {
        return usableCopies(parts, makeScratch(parts.tempDir, parts.env.PATH ?? ''));
    }
    catch (error) {
        return noCopies((0,core_failure/* messageOf */.bD)(error));
    }
}
function noCopies(unavailable) {
    const trouble = { state: 'failed', why: unavailable };
    const refuse = () => Promise.resolve(trouble);
    return {
        unavailable,
        volume: absent_volume_absentVolume(volumeName, `${unavailable}.`),
        find: refuse,
        keepFiles: refuse,
        keepSnapshot: refuse,
        bringSnapshot: refuse,
        bringFiles: refuse,
        close: () => undefined
    };
}
function usableCopies({ processes, env, script, volumeAt }, scratch) {
    const client = new CacheClient(processes, script, env, scratch);
    const brought = new Set();
    return {
        volume: { ...volumeAt(scratch.volume), name: volumeName },
        find: async (key) => found(await client.ask('find', [key]), matched => matched === key),
        keepFiles: (key, series, id, files, onProgress) => keep(scratch, client, key, () => packFiles(processes, scratch, series, id, files, onProgress), onProgress),
        keepSnapshot: (key, records, manifest) => keep(scratch, client, key, () => writeSnapshot(scratch.cached, records, manifest)),
        bringSnapshot: async (start, series) => {
            if (brought.has(start))
                return { state: 'found' };
            const take = (answer) => {
                brought.add(answer);
                layOut(scratch.cached, scratch.volume, series);
            };
            return await bring(scratch, client, [start, start], take);
        },
        bringFiles: (key, series, id, onProgress) => {
            const take = async () => {
                const archive = (0,external_node_path_.join)(scratch.cached, archiveName);
                if (isFile(archive))
                    await unpack(processes, archive, seriesLayout(scratch.volume, series).snapshot(id));
            };
            return bring(scratch, client, [key], take, onProgress);
        },
        close: () => {
            scratch.remove();
        }
    };
}
async function bring(scratch, client, keys, take, onProgress) {
    const [key, start] = keys;
    scratch.clear();
    try {
        const answer = await client.ask('bring', keys, onProgress);
        const state = found(answer, matched => (start === undefined ? matched === key : matched.startsWith(start)));
        if (state.state === 'found')
            await take(answer.matched ?? key);
        return state;
    }
    finally {
        scratch.clear();
    }
}
function found({ matched, trouble }, isMeant) {
    if (matched !== undefined && isMeant(matched))
        return { state: 'found' };
    return trouble === undefined ? { state: 'absent' } : { state: 'failed', why: trouble };
}
async function keep(scratch, client, key, fill, onProgress) {
    scratch.clear();
    try {
        await fill();
        const { isSaved, trouble } = await client.ask('save', [key], onProgress);
        return isSaved === true
            ? { state: 'kept' }
            : { state: 'failed', why: trouble ?? 'the cache refused it and did not say why' };
    }
    finally {
        scratch.clear();
    }
}
const isFile = (file) => (0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.isFile() === true;
async function packFiles(processes, scratch, series, id, files, onProgress) {
    const archive = (0,external_node_path_.join)(scratch.cached, archiveName);
    if (files.length === 0)
        return;
    const paths = files.map(({ path }) => path);
    if (series.bring === undefined) {
        await pack(processes, archive, series.tree(id).path, paths);
        return;
    }
    let at = 0;
    for await (const { tree, count } of series.bring(id, files, 'apart', onProgress)) {
        await pack(processes, archive, (0,byte_path/* pathText */.LF)(tree), paths.slice(at, at + count));
        at += count;
    }
    if (at < paths.length)
        throw new core_failure/* Failure */.HR('volume', 'not all files of the snapshot came from the volume');
}

;// CONCATENATED MODULE: ./lib/adapters/volume/durable.js

function durable_writeDurably(file, pieces, mode = 0o644) {
    const aside = `${file}.tmp`;
    (0,external_node_fs_.rmSync)(aside, { force: true });
    const fd = (0,external_node_fs_.openSync)(aside, 'wx', mode);
    try {
        for (const piece of pieces)
            writeWhole(fd, typeof piece === 'string' ? Buffer.from(piece) : piece);
        (0,external_node_fs_.fsyncSync)(fd);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
    renameSurely(aside, file);
}
function renameSurely(from, to) {
    const moving = lookAt(from);
    try {
        (0,external_node_fs_.renameSync)(from, to);
    }
    catch (error) {
        const there = lookAt(to);
        const isDone = lookAt(from) === undefined && there?.ino === moving?.ino && there?.dev === moving?.dev;
        if (moving === undefined || !isDone)
            throw error;
    }
}
const lookAt = (path) => (0,external_node_fs_.lstatSync)(path, { bigint: true, throwIfNoEntry: false });
function durable_syncPath(path) {
    const fd = (0,external_node_fs_.openSync)(path, 'r');
    try {
        (0,external_node_fs_.fsyncSync)(fd);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
function writeWhole(fd, bytes) {
    for (let at = 0; at < bytes.length;)
        at += (0,external_node_fs_.writeSync)(fd, bytes, at);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/link-probe.js




const prefix = '.snapshot-probe-';
const someoneElse = { uid: 1, gid: 1 };
const oldMs = 3_600_000;
function probeLinks(volume, isRoot) {
    clearOldProbes(volume);
    const scratch = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(volume, prefix));
    try {
        const file = (0,external_node_path_.join)(scratch, 'file');
        (0,external_node_fs_.writeFileSync)(file, 'probe\n');
        return {
            hardLinks: tried(() => {
                (0,external_node_fs_.linkSync)(file, (0,external_node_path_.join)(scratch, 'link'));
                const [a, b] = [(0,external_node_fs_.lstatSync)(file, { bigint: true }), (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(scratch, 'link'), { bigint: true })];
                if (a.ino !== b.ino || a.nlink !== 2n)
                    throw new Error('the link that was made does not share its file');
            }),
            symlinks: tried(() => {
                const link = (0,external_node_path_.join)(scratch, 'symlink');
                (0,external_node_fs_.symlinkSync)('one', (0,external_node_path_.join)(scratch, 'new'));
                (0,external_node_fs_.renameSync)((0,external_node_path_.join)(scratch, 'new'), link);
                (0,external_node_fs_.symlinkSync)('two', (0,external_node_path_.join)(scratch, 'new'));
                (0,external_node_fs_.renameSync)((0,external_node_path_.join)(scratch, 'new'), link);
                if ((0,external_node_fs_.readlinkSync)(link) !== 'two')
                    throw new Error('a symlink could not be replaced by a rename');
            }),
            ...(isRoot && {
                owners: tried(() => {
                    const { uid, gid } = someoneElse;
                    try {
                        (0,external_node_fs_.chownSync)(file, uid, gid);
                    }
                    catch (error) {
                        if ((0,core_failure/* codeOf */.$N)(error) === 'EINVAL')
                            return;
                        throw error;
                    }
                    const stat = (0,external_node_fs_.lstatSync)(file);
                    if (stat.uid !== uid || stat.gid !== gid)
                        throw new Error('the owner that was set is not the one that is shown');
                })
            })
        };
    }
    finally {
        (0,external_node_fs_.rmSync)(scratch, { recursive: true });
    }
}
function clearOldProbes(volume) {
    for (const name of (0,external_node_fs_.readdirSync)(volume)) {
        if (!name.startsWith(prefix))
            continue;
        const path = (0,external_node_path_.join)(volume, name);
        const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        if (stat?.isDirectory() === true &&
            stat.uid === process.geteuid?.() &&
            system_clock/* systemClock */.m.now().getTime() - stat.mtimeMs > oldMs)
            (0,external_node_fs_.rmSync)(path, { recursive: true });
    }
}
function tried(attempt) {
    try {
        attempt();
        return { works: true };
    }
    catch (error) {
        return { works: false, why: (0,core_failure/* messageOf */.bD)(error) };
    }
}

;// CONCATENATED MODULE: ./lib/adapters/workers/pinned.js



const O_PATH = 0o10000000;
const { O_DIRECTORY, O_NOFOLLOW, O_RDONLY } = external_node_fs_.constants;
const placeFlags = O_PATH | O_DIRECTORY | O_NOFOLLOW;
const directoryFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
const fileFlags = O_PATH | O_NOFOLLOW;
const held = 64;
const pinned_descriptorPath = (fd) => `/proc/self/fd/${fd}`;
const foreignPath = (fd) => `/proc/${process.pid}/fd/${fd}`;
class pinned_Pins {
    letIn = [];
    #root;
    #mayLetIn;
    #held = new Map();
    constructor(root, mayLetIn = false) {
        this.#root = root;
        this.#mayLetIn = mayLetIn;
    }
    at(path) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        return fsPath(`${pinned_descriptorPath(this.directory(parentPath(path)))}/${name}`);
    }
    directory(path) {
        if (path === '.')
            return this.#root;
        const known = this.#held.get(path);
        if (known !== undefined)
            return known;
        if (this.#held.size >= held)
            this.close();
        return this.#hold(path);
    }
    within(path, act) {
        try {
            return act(this.at(path));
        }
        catch (error) {
            if (codeOf(error) !== 'EACCES' || !this.#openUp(parentPath(path)))
                throw error;
            return act(this.at(path));
        }
    }
    close() {
        for (const fd of this.#held.values())
            closeSync(fd);
        this.#held.clear();
    }
    #hold(path) {
        const parent = parentPath(path);
        if (parent !== '.' && !this.#held.has(parent))
            this.#hold(parent);
        const fd = this.within(path, at => openSync(at, placeFlags));
        this.#held.set(path, fd);
        return fd;
    }
    #openUp(path) {
        if (!this.#mayLetIn)
            return false;
        const fd = this.directory(path);
        const mode = fstatSync(fd).mode & 0o7777;
        if ((mode & 0o700) === 0o700)
            return true;
        try {
            chmodSync(pinned_descriptorPath(fd), mode | 0o700);
        }
        catch {
            return false;
        }
        this.letIn.push({ path, mode });
        return true;
    }
}
function mountOfDescriptor(fd) {
    const mount = /^mnt_id:\t(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    if (mount === undefined)
        throw new Error('the kernel does not say on which mount a descriptor lies');
    return `${mount} ${fstatSync(fd, { bigint: true }).dev}`;
}

;// CONCATENATED MODULE: ./lib/adapters/volume/held-directory.js





function holdDirectory(volume, segments, makeWith) {
    let path = volume;
    let fd = (0,external_node_fs_.openSync)(`${volume}/.`, placeFlags);
    for (const segment of segments) {
        path = (0,external_node_path_.join)(path, segment);
        const above = fd;
        try {
            if (makeWith !== undefined)
                makeDurably(above, segment, makeWith);
            fd = openBelow(above, segment, path);
        }
        finally {
            (0,external_node_fs_.closeSync)(above);
        }
    }
    return {
        path,
        fd,
        names: () => (0,external_node_fs_.readdirSync)(pinned_descriptorPath(fd)),
        at: name => `${pinned_descriptorPath(fd)}/${name}`,
        make: (name, mode) => {
            makeDurably(fd, name, mode);
            (0,external_node_fs_.closeSync)(openBelow(fd, name, (0,external_node_path_.join)(path, name)));
        },
        close: () => {
            (0,external_node_fs_.closeSync)(fd);
        }
    };
}
function openBelow(above, name, path) {
    try {
        return (0,external_node_fs_.openSync)(`${pinned_descriptorPath(above)}/${name}`, placeFlags);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) === 'ENOTDIR' || (0,core_failure/* codeOf */.$N)(error) === 'ELOOP')
            throw noDirectory(path);
        throw error;
    }
}
function makeDurably(above, name, mode) {
    try {
        (0,external_node_fs_.mkdirSync)(`${pinned_descriptorPath(above)}/${name}`, { mode });
        durable_syncPath(`${pinned_descriptorPath(above)}/.`);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) !== 'EEXIST')
            throw error;
    }
}
const noDirectory = (path) => new core_failure/* Failure */.HR('volume', `${path} is not a directory of its own (a symlink, or a file): the series cannot be kept there. Move it away.`);

;// CONCATENATED MODULE: ./lib/adapters/volume/removal.js






const parallel = 4;
const remove = ['--recursive', '--force', '--one-file-system', '--preserve-root=all', '--'];
async function removeTrees(processes, { fd, path }, names) {
    if (names.length === 0)
        return [];
    const mounts = (0,volume_mounts/* readMounts */.bq)();
    const real = (0,byte_path/* pathFromText */.pQ)(external_node_fs_.realpathSync.native(pinned_descriptorPath(fd)));
    const isMounted = (name) => mountedBelow(mounts, (0,byte_path/* joinPath */.uJ)(real, (0,byte_path/* pathFromText */.pQ)(name)));
    const prefix = `${foreignPath(fd)}/`;
    const rest = names.filter(name => !isMounted(name)).map(name => `${prefix}${name}`);
    const left = await removeAll(processes, rest);
    return [
        ...names.filter(isMounted).map(name => `${path}/${name}: something is mounted there or below`),
        ...left.map(said => said.replaceAll(prefix, `${path}/`))
    ];
}
const mountedBelow = (mounts, tree) => mounts.some(({ mountPoint }) => mountPoint === tree || mountPoint.startsWith(`${tree}/`));
async function removeAll(processes, paths) {
    if (paths.length === 0)
        return [];
    paths.forEach(closeToOthers);
    await removeInParts(processes, paths);
    const rest = { args: [...remove, ...paths] };
    if ((await processes.run('rm', rest)).status === 0)
        return [];
    const isLocked = ['-xdev', '-type', 'd', '!', '-perm', '-0700'];
    for (const path of paths) {
        await processes.run('find', { args: [path, ...isLocked, '-exec', 'chmod', 'u+rwx', '--', '{}', ';'] });
    }
    const second = await processes.run('rm', rest);
    return second.status === 0 ? [] : second.stderr.split('\n').filter(line => line !== '');
}
function closeToOthers(path) {
    try {
        if ((0,external_node_fs_.lstatSync)(path).isDirectory())
            (0,external_node_fs_.chmodSync)(path, 0o700);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) === undefined)
            throw error;
    }
}
async function removeInParts(processes, paths) {
    const parts = [];
    await processes.run('find', {
        args: [...paths, '-xdev', '-mindepth', '2', '-maxdepth', '2', '-type', 'd', '-print0'],
        onStdout: piece => parts.push(piece)
    });
    if (parts.length === 0)
        return;
    const xargs = ['--null', `--max-procs=${parallel}`, '--max-args=16', '--no-run-if-empty', 'rm', ...remove];
    await processes.run('xargs', { args: xargs, input: parts });
}
function removeFile(file) {
    try {
        (0,external_node_fs_.unlinkSync)(file);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) !== 'ENOENT' && (0,core_failure/* codeOf */.$N)(error) !== 'EISDIR')
            throw error;
    }
}
function removal_namesIn(directory) {
    try {
        return (0,external_node_fs_.readdirSync)(directory);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) === 'ENOENT')
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/known-damage-file.js





function knownDamage(layout) {
    try {
        return { damaged: decodeKnownDamage((0,own_file/* readOwnFile */.zx)(layout.damaged, mostDamageBytes)) };
    }
    catch (error) {
        return (0,core_failure/* codeOf */.$N)(error) === 'ENOENT' ? { damaged: [] } : { damaged: [], problem: (0,core_failure/* messageOf */.bD)(error) };
    }
}
function keepDamage(layout, damaged) {
    if (damaged.length === 0)
        removeFile(layout.damaged);
    else
        durable_writeDurably(layout.damaged, [encodeKnownDamage(damaged)], 0o640);
    durable_syncPath(layout.own);
}

;// CONCATENATED MODULE: ./lib/adapters/decimal-seconds.js
function decimalSeconds(ns) {
    const digits = (ns < 0n ? -ns : ns).toString().padStart(10, '0');
    return `${ns < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

;// CONCATENATED MODULE: ./lib/core/manifest/readers.js
const hiddenFromGroup = / type=(?:file mode=[0-7]*[0-3][0-7]|dir mode=[0-7]*[0-46][0-7]) /;
const hiddenFromOthers = / type=(?:file mode=[0-7]*[0-3]|dir mode=[0-7]*[0-46]) /;
const hasOwners = / uid=\d/;
class Readers {
    #isOfGroup = true;
    #isOfOthers = true;
    take(piece) {
        if (hiddenFromOthers.test(piece))
            this.#isOfOthers = false;
        if (hiddenFromGroup.test(piece) || hasOwners.test(piece))
            this.#isOfGroup = false;
    }
    get mode() {
        return 0o600 | (this.#isOfGroup || this.#isOfOthers ? 0o040 : 0) | (this.#isOfOthers ? 0o004 : 0);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/packed-manifest.js




async function* watched(manifest, readers) {
    for await (const piece of manifest) {
        readers.take(piece);
        yield piece;
    }
}
const manifestGzip = () => (0,external_node_zlib_namespaceObject.createGzip)({ level: 3, memLevel: 9 });
async function packManifest(manifest) {
    const readers = new Readers();
    const pieces = [];
    await (0,promises_namespaceObject.pipeline)(external_node_stream_namespaceObject.Readable.from(watched(manifest, readers)), manifestGzip(), async (packed) => {
        for await (const piece of packed)
            pieces.push(piece);
    });
    return { pieces, readersMode: readers.mode };
}
const isPacked = (manifest) => 'readersMode' in manifest;

;// CONCATENATED MODULE: ./lib/adapters/batches.js
function batchesOf(items, mostItems, mostBytes = Infinity, bytesOf = () => 0) {
    const batches = [];
    let batch = [];
    let bytes = 0;
    for (const item of items) {
        const more = bytesOf(item);
        if (batch.length > 0 && (batch.length >= mostItems || bytes + more > mostBytes)) {
            batches.push(batch);
            [batch, bytes] = [[], 0];
        }
        batch.push(item);
        bytes += more;
    }
    return batch.length === 0 ? batches : [...batches, batch];
}

;// CONCATENATED MODULE: ./lib/adapters/unnamed-file.js



function openUnnamed(directory) {
    const file = (0,external_node_path_.join)(directory, `snapshot-archive-${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
    const fd = (0,external_node_fs_.openSync)(file, 'wx+', 0o600);
    (0,external_node_fs_.unlinkSync)(file);
    return fd;
}

;// CONCATENATED MODULE: ./lib/adapters/workers/place.js




const place_stagedName = (number) => String(number).padStart(6, '0');
const place = ({ places, steps }) => untilRefused(places.root, steps, ({ number, path, mode }, pins) => {
    const aside = `${descriptorPath(places.staging)}/${place_stagedName(number)}`;
    if (mode !== undefined)
        chmodSync(aside, mode);
    pins.within(path, at => {
        renameSync(aside, at);
    });
});
const ensureDirectories = ({ root, paths }) => untilRefused(root, paths.map(path => ({ path })), ({ path }, pins) => {
    ensure(path, pins);
});
function ensure(path, pins) {
    if (path === '.')
        return;
    try {
        make(path, pins);
    }
    catch (error) {
        if (codeOf(error) !== 'ENOENT' || parentPath(path) === '.')
            throw error;
        ensure(parentPath(path), pins);
        make(path, pins);
    }
}
function make(path, pins) {
    try {
        pins.within(path, at => {
            mkdirSync(at, 0o700);
        });
    }
    catch (error) {
        if (codeOf(error) !== 'EEXIST')
            throw error;
        pins.directory(path);
    }
}
function untilRefused(root, steps, act) {
    const pins = new Pins(root, true);
    const { letIn } = pins;
    try {
        for (const step of steps) {
            try {
                act(step, pins);
            }
            catch (error) {
                return { refused: place_refusedAt(step.path, error), letIn };
            }
        }
    }
    finally {
        pins.close();
    }
    return { letIn };
}
function place_refusedAt(path, error) {
    const code = codeOf(error);
    if (code === undefined)
        throw error;
    return { path, code, message: messageOf(error) };
}

;// CONCATENATED MODULE: ./lib/adapters/workers/stored-file.js



const flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
const ofTheMachine = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);
function stored_file_openStored(pins, { entry, from }) {
    let fd;
    try {
        fd = pins.within(entry.path, at => openSync(at, flags));
    }
    catch (error) {
        return stored_file_unreadable(error, from);
    }
    const stat = fstatSync(fd);
    const why = !stat.isFile()
        ? 'it is not a regular file'
        : stat.size === entry.size
            ? undefined
            : stored_file_sizes(stat.size, entry);
    if (why === undefined)
        return { fd, allocated: stat.blocks * 512 };
    closeSync(fd);
    return stored_file_unfitOf(from, 'damaged', why);
}
function stored_file_unreadable(error, from) {
    const code = codeOf(error) ?? '';
    if (code === '' || ofTheMachine.has(code))
        throw error;
    if (code === 'ENOENT')
        return stored_file_unfitOf(from, 'missing', 'it is not there');
    if (code === 'ENOTDIR')
        return stored_file_unfitOf(from, 'missing', 'a directory on the way to it is not there, or is none');
    if (code === 'ELOOP')
        return stored_file_unfitOf(from, 'damaged', 'it is not a regular file but a symlink');
    return stored_file_unfitOf(from, 'damaged', `it cannot be read: ${messageOf(error).replace(/,.*$/s, '')}`);
}
const stored_file_otherBytes = (from) => stored_file_unfitOf(from, 'damaged', 'its bytes are not those that were stored');
const stored_file_sizes = (size, entry) => `it has ${formatCount(size)} bytes instead of ${formatCount(entry.size)}`;
const stored_file_unfitOf = (from, problem, why) => ({
    problem: from === 'target' ? 'stale' : problem,
    why
});

;// CONCATENATED MODULE: ./lib/adapters/workers/tar-record.js



const tarBlock = 512;
const tar_record_paddedToBlocks = (size) => Math.ceil(size / tarBlock) * tarBlock;
const tar_record_flags = { file: '0', link: '2', dir: '5', pax: 'x', longLink: 'K', longName: 'L' };
const tarFields = {
    name: 0,
    mode: 100,
    uid: 108,
    gid: 116,
    size: 124,
    mtime: 136,
    sum: 148,
    flag: 156,
    link: 157
};
const shortDigits = 7;
const longDigits = 11;
const tar_record_longest = 100;
const tar_record_highestId = 0o7777777;
const beyondField = (text) => text !== undefined && text.length > tar_record_longest ? `${text}\0` : undefined;
const sizeBeyond = (long) => long === undefined ? 0 : tarBlock + tar_record_paddedToBlocks(long.length);
const tar_record_tarHeaderSize = ({ name, target }) => 3 * tarBlock + sizeBeyond(beyondField(name)) + sizeBeyond(beyondField(target));
function tarHeader(member) {
    const bytes = external_node_buffer_.Buffer.alloc(tar_record_tarHeaderSize(member));
    tar_record_writeTarHeader(bytes, 0, member);
    return bytes;
}
function tar_record_writeTarHeader(to, start, member) {
    let at = start;
    const name = beyondField(member.name);
    if (name !== undefined)
        at = writeBlocks(to, at, tar_record_flags.longName, (0,byte_path/* pathBytes */.X5)(name));
    const target = beyondField(member.target);
    if (target !== undefined)
        at = writeBlocks(to, at, tar_record_flags.longLink, (0,byte_path/* pathBytes */.X5)(target));
    at = writeBlocks(to, at, tar_record_flags.pax, external_node_buffer_.Buffer.from(paxRecords(member), 'latin1'));
    writeHeader(to, at, tar_record_flags[member.type], member);
    return at + tarBlock;
}
function paxRecords({ mtimeNs, uid, gid }) {
    const time = paxRecord('mtime', decimalSeconds(mtimeNs));
    if (uid <= tar_record_highestId && gid <= tar_record_highestId)
        return time;
    return time + paxRecord('uid', String(uid)) + paxRecord('gid', String(gid));
}
function paxRecord(key, value) {
    const rest = ` ${key}=${value}\n`;
    const digits = String(rest.length + String(rest.length).length).length;
    return `${rest.length + digits}${rest}`;
}
function writeBlocks(to, at, flag, content) {
    writeHeader(to, at, flag, { name: '././@LongLink', mode: 0o644, uid: 0, gid: 0, size: content.length });
    const end = at + tarBlock + tar_record_paddedToBlocks(content.length);
    to.fill(0, at + tarBlock + content.length, end);
    content.copy(to, at + tarBlock);
    return end;
}
const blank = external_node_buffer_.Buffer.alloc(tarBlock);
blank.write('ustar\x0000', 257, 'latin1');
blank.fill(' ', tarFields.sum, tarFields.sum + 8);
const blankSum = blank.reduce((sum, byte) => sum + byte, 0);
function writeHeader(to, at, flag, { name, mode, uid, gid, size, target }) {
    blank.copy(to, at);
    const sum = blankSum +
        writeText(to, at + tarFields.name, name.slice(0, tar_record_longest)) +
        writeOctal(to, at + tarFields.mode, mode, shortDigits) +
        writeOctal(to, at + tarFields.uid, Math.min(uid, tar_record_highestId), shortDigits) +
        writeOctal(to, at + tarFields.gid, Math.min(gid, tar_record_highestId), shortDigits) +
        writeOctal(to, at + tarFields.size, size, longDigits) +
        writeOctal(to, at + tarFields.mtime, 0, longDigits) +
        writeText(to, at + tarFields.flag, flag) +
        writeText(to, at + tarFields.link, target?.slice(0, tar_record_longest) ?? '');
    writeOctal(to, at + tarFields.sum, sum, 6);
    to[at + tarFields.sum + 6] = 0;
}
function writeText(to, at, text) {
    let sum = 0;
    for (let index = 0; index < text.length; index++) {
        const byte = text.charCodeAt(index);
        to[at + index] = byte;
        sum += byte;
    }
    return sum;
}
function writeOctal(to, at, value, digits) {
    let sum = 0;
    let rest = value;
    for (let index = digits - 1; index >= 0; index--) {
        const byte = 0x30 + (rest % 8);
        to[at + index] = byte;
        sum += byte;
        rest = Math.floor(rest / 8);
    }
    return sum;
}

;// CONCATENATED MODULE: ./lib/adapters/workers/pack.js








const largestPacked = 1024 * 1024;
const packBytes = 2 * 1024 * 1024;
const packBuffer = external_node_buffer_.Buffer.allocUnsafeSlow(packBytes);
const bytes = (/* unused pure expression or super */ null && (packBuffer));
function pack_pack(task) {
    const stored = new Pins(task.places.tree);
    const own = new Pins(task.places.root, true);
    const unfit = new Map();
    let end = 0;
    try {
        for (const [index, step] of task.steps.entries()) {
            const member = memberOf(step, task.keepOwners);
            const content = writeTarHeader(bytes, end, member);
            const pins = step.from === 'target' ? own : stored;
            const problem = member.type === 'file' ? pack_fill(content, step, pins, task.verify) : undefined;
            if (problem !== undefined)
                unfit.set(index, problem);
            else
                end = content + paddedToBlocks(member.size);
        }
        return { unfit, letIn: own.letIn, ...written(task, end) };
    }
    finally {
        stored.close();
        own.close();
    }
}
function written({ archive, offset, steps }, end) {
    try {
        for (let at = 0; at < end;)
            at += writeSync(archive, bytes, at, end - at, offset + at);
        return {};
    }
    catch (error) {
        return { refused: refusedAt(steps[0]?.entry.path ?? '.', error) };
    }
}
function memberOf({ number, entry }, keepOwners) {
    const { type, size, mtimeNs, target } = entry;
    const owner = keepOwners ? entry.owner : undefined;
    return {
        name: stagedName(number),
        type,
        mode: sourceModeOf(entry),
        uid: owner?.uid ?? process.geteuid?.() ?? 0,
        gid: owner?.gid ?? process.getegid?.() ?? 0,
        size: type === 'file' ? size : 0,
        mtimeNs,
        ...(target !== undefined && { target })
    };
}
const packedSize = ({ number, entry: { size, target } }) => tarHeaderSize({ name: stagedName(number), ...(target !== undefined && { target }) }) + paddedToBlocks(size);
function pack_fill(start, step, pins, verify) {
    const { entry, from, packed } = step;
    const problem = packed === undefined ? fillFromTree(start, step, pins) : fillFromArchive(start, step, packed);
    if (problem !== undefined)
        return problem;
    const end = start + entry.size;
    bytes.fill(0, end, start + paddedToBlocks(entry.size));
    const isChecked = verify || from === 'target';
    return isChecked && hash('sha256', bytes.subarray(start, end), 'hex') !== entry.sha256 ? otherBytes(from) : undefined;
}
function fillFromTree(start, step, pins) {
    const file = openStored(pins, step);
    if ('problem' in file)
        return file;
    try {
        return readTo(start, step, file.fd, 0);
    }
    finally {
        closeSync(file.fd);
    }
}
function fillFromArchive(start, step, { archive, offset, size }) {
    const { entry, from } = step;
    return size === entry.size ? readTo(start, step, archive, offset) : unfitOf(from, 'damaged', sizes(size, entry));
}
function readTo(start, { entry, from }, fd, offset) {
    try {
        for (let read = 0; read < entry.size;) {
            const n = readSync(fd, bytes, start + read, entry.size - read, offset + read);
            if (n === 0)
                return unfitOf(from, 'damaged', sizes(read, entry));
            read += n;
        }
        return undefined;
    }
    catch (error) {
        return unreadable(error, from);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/packed-chunks.js










const batchFiles = 200;
const canBePacked = (entry) => entry.type === 'link' || (entry.type === 'file' && entry.size <= largestPacked && !isSparse(entry));
const chunksOf = (entries, mostFiles, mostBytes) => batchesOf(entries, mostFiles, mostBytes, packed_chunks_packedSize);
const packed_chunks_sizeOf = (entries) => entries.reduce((sum, { size }) => sum + size, 0);
const packed_chunks_packedSize = ({ path, size, target }) => tar_record_tarHeaderSize({ name: path, ...(target !== undefined && { target }) }) + tar_record_paddedToBlocks(size);
async function inArchive(packing, request, chunk, use) {
    const archive = openUnnamed(packing.tempDir);
    let isOver = false;
    try {
        const left = await packed_chunks_pack(packing, request, chunk, archive);
        if (left.length < chunk.length)
            await use(archive);
        return left;
    }
    catch (error) {
        isOver = error instanceof core_failure/* Failure */.HR;
        throw error;
    }
    finally {
        if (!isOver)
            (0,external_node_fs_.closeSync)(archive);
    }
}
async function packed_chunks_pack({ pool }, { root, keepOwners }, chunk, archive) {
    let end = 0;
    const batches = batchesOf(chunk, batchFiles, packBytes, packed_chunks_packedSize).map(async (batch) => {
        const offset = end;
        for (const entry of batch)
            end += packed_chunks_packedSize(entry);
        const paths = batch.map(({ path }) => path).join('\0');
        const kind = 'pack-source';
        const result = await pool.run({ kind, root, paths, ...factsOf(batch), keepOwners, archive, offset });
        if (result.refused !== undefined)
            throw new Error(result.refused);
        return batch.filter((_, index) => result.isPacked[index] !== 1);
    });
    return (await allOf(batches)).flat();
}
function factsOf(batch) {
    const facts = new BigInt64Array(batch.length * factColumns);
    const digests = new Map();
    const targets = new Map();
    for (const [index, { size, dev, ino, ctimeNs, isRacy, sha256, target }] of batch.entries()) {
        const at = index * factColumns;
        facts[at + factColumn.size] = BigInt(size);
        facts[at + factColumn.dev] = dev;
        facts[at + factColumn.ino] = ino;
        facts[at + factColumn.ctimeNs] = ctimeNs;
        if (target !== undefined)
            targets.set(index, target);
        if (isRacy && sha256 !== undefined)
            digests.set(index, sha256);
    }
    return { facts, digests, targets };
}
function* directoryMembers(directories) {
    for (const some of batchesOf(directories, directoriesAtOnce)) {
        yield external_node_buffer_.Buffer.concat(some.map(({ path, mode, mtimeNs, owner = { uid: 0, gid: 0 } }) => tarHeader({ name: path, type: 'dir', mode, ...owner, size: 0, mtimeNs })));
    }
}
const directoriesAtOnce = 500;

;// CONCATENATED MODULE: ./lib/adapters/copy-many.js



const isForPacking = ({ entries, linkDest, extraArgs }) => entries !== undefined && linkDest.length === 0 && extraArgs.length === 0;
async function copyMany(ways, { entries = [], paths, totalBytes }, cloned, onProgress) {
    const directories = [];
    const small = [];
    const rest = [];
    for (const entry of entries) {
        if (cloned.has(entry.path))
            continue;
        if (entry.type === 'dir')
            directories.push(entry);
        else
            (canBePacked(entry) ? small : rest).push(entry);
    }
    const further = addedUp(({ files, bytes }) => {
        onProgress({ doing: 'copying', files, bytes, totalFiles: paths.length, totalBytes });
    });
    const byRsync = (some) => ways.rsync(copy_many_pathsOf(some), false, further());
    const large = async () => [
        await byRsync(rest),
        await ways.rsync([...cloned.keys()], true, further())
    ];
    const [packed, outcomes] = await allOf([ways.pack(small, further()), large()]);
    const left = await byRsync(packed.left);
    const open = directories.filter(entry => !isLocked(entry));
    const refused = packed.refused ?? (open.length === 0 ? undefined : await ways.setDirectories(open));
    const late = refused === undefined ? directories.filter(isLocked) : directories;
    const unsure = [...copy_many_pathsOf([...rest, ...packed.left, ...directories]), ...cloned.keys()];
    return {
        ...together([...outcomes, left, await byRsync(late)]),
        cloned,
        unsure: new Set(unsure),
        ...(refused !== undefined && { refused })
    };
}
const copy_many_pathsOf = (entries) => entries.map(({ path }) => path);
function addedUp(tell) {
    const all = { files: 0, bytes: 0 };
    return () => {
        let last = { files: 0, bytes: 0 };
        return ({ files, bytes }) => {
            all.files += files - last.files;
            all.bytes += bytes - last.bytes;
            last = { files, bytes };
            tell(all);
        };
    };
}
const together = (outcomes) => ({
    status: [23, 24].find(status => outcomes.some(outcome => outcome.status === status)) ?? 0,
    messages: outcomes.flatMap(({ messages }) => messages)
});

;// CONCATENATED MODULE: ./lib/adapters/volume/clone-versions.js





const rangeBytes = 64 * 1024 * 1024;
const [smallestBlock, clone_versions_largestBlock] = [4096, 1024 * 1024];
async function cloneVersions(place, parts, request, onProgress) {
    const cloned = new Map();
    const left = [...(request.versions ?? [])];
    const block = Math.min(Math.max((0,external_node_fs_.statfsSync)((0,byte_path/* fsPath */.Jk)(place.root)).bsize, smallestBlock), clone_versions_largestBlock);
    let isRefused = false;
    let bytes = 0;
    const work = async () => {
        for (let next = left.shift(); next !== undefined && !isRefused; next = left.shift()) {
            const done = await cloneOne(place, parts, request.root, block, next, more => {
                bytes += more;
                const { totalBytes, paths } = request;
                onProgress({ doing: 'copying', files: cloned.size, bytes, totalFiles: paths.length, totalBytes });
            });
            if (done === 'never')
                isRefused = true;
            else if (done !== undefined)
                cloned.set(next.path, done);
        }
    };
    await Promise.all(Array.from({ length: parts.pool.jobs }, work));
    return cloned;
}
async function cloneOne({ volume, root, filesystem }, { pool, processes }, sourceRoot, block, { path, tree, from, size }, onBytes) {
    const source = (0,byte_path/* joinPath */.uJ)(sourceRoot, path);
    const target = (0,byte_path/* joinPath */.uJ)(root, path);
    const baseRoot = tree === 'self' ? root : (0,byte_path/* pathFromText */.pQ)(seriesLayout(volume, tree.series).snapshot(tree.id));
    const start = await pool.run({ kind: 'clone', source, base: (0,byte_path/* joinPath */.uJ)(baseRoot, from), target, size });
    if (start.state === 'shared')
        throw isShared(path);
    if (start.state === 'refused')
        return start.isFinal ? 'never' : undefined;
    if (filesystem === 'xfs')
        await allocateByBlocks(processes, target);
    const ranges = [];
    for (let at = 0; at < size; at += rangeBytes) {
        const to = Math.min(at + rangeBytes, size);
        const range = pool.run({ kind: 'patch', source, target, ino: start.ino, from: at, to, block });
        ranges.push(range.then(result => {
            onBytes(to - at);
            return result;
        }));
    }
    const results = await Promise.all(ranges);
    if (results.some(({ state }) => state === 'shared'))
        throw isShared(path);
    if (results.some(({ state }) => state === 'failed')) {
        (0,external_node_fs_.rmSync)((0,byte_path/* fsPath */.Jk)(target), { force: true });
        return undefined;
    }
    return results.reduce((sum, result) => sum + (result.state === 'patched' ? result.written : 0), 0);
}
async function allocateByBlocks(processes, target) {
    const name = (0,byte_path/* fsPath */.Jk)(target);
    if (typeof name !== 'string')
        return;
    try {
        await processes.run('xfs_io', { args: ['-c', 'cowextsize 4096', name] });
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) !== 'ENOENT')
            throw error;
    }
}
const isShared = (path) => new core_failure/* Failure */.HR('volume', `${(0,display/* showName */.$i)(path)} was to start as a clone of its old version, and what the volume made is no file of its own but shares the stored one. It was not touched and nothing was published. Check the filesystem of the volume.`);

;// CONCATENATED MODULE: ./lib/adapters/extract-args.js
const blocksInRecord = 512;
const extractArgs = (archive, keepOwners) => [
    '--extract',
    `--file=${archive}`,
    '--ignore-zeros',
    `--blocking-factor=${blocksInRecord}`,
    '--preserve-permissions',
    '--absolute-names',
    ...(keepOwners ? ['--same-owner', '--numeric-owner'] : ['--no-same-owner']),
    '--warning=no-timestamp'
];
const refusalOf = ({ status, stderr }) => status === 0 ? undefined : (stderr.split('\n').find(line => line !== '') ?? `tar ended with status ${status}`);

;// CONCATENATED MODULE: ./lib/adapters/mode-probe.js



const mode_probe_all = 0o777;
function keepsModes(directory) {
    const file = (0,external_node_path_.join)(directory, `.snapshot-probe-${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
    const before = process.umask(0);
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(file, 'wx', mode_probe_all);
    }
    finally {
        process.umask(before);
    }
    try {
        return ((0,external_node_fs_.fstatSync)(fd).mode & 0o7777) === mode_probe_all;
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
        (0,external_node_fs_.unlinkSync)(file);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/packed-copies.js





const chunkFiles = 8000;
const chunkBytes = 32 * 1024 * 1024;
const lanes = 2;
async function packCopies(place, parts, request, entries, onProgress) {
    if (entries.length === 0)
        return { left: [] };
    const why = packed_copies_whyNot(place, request);
    if (why !== undefined)
        return { left: entries, refused: why };
    const left = [];
    const chunks = chunksOf(entries, chunkFiles, chunkBytes);
    const waiting = chunks.values();
    let refused;
    let files = 0;
    let bytes = 0;
    const store = (chunk) => inArchive(parts, request, chunk, archive => extract(place, parts, request.keepOwners, { stdin: archive }));
    const work = async () => {
        for (const chunk of waiting) {
            let kept = chunk;
            try {
                if (refused === undefined)
                    kept = await store(chunk);
            }
            catch (error) {
                if (error instanceof core_failure/* Failure */.HR)
                    throw error;
                refused ??= (0,core_failure/* messageOf */.bD)(error);
            }
            left.push(...kept);
            files += chunk.length - kept.length;
            bytes += packed_chunks_sizeOf(chunk) - packed_chunks_sizeOf(kept);
            const { paths, totalBytes } = request;
            onProgress({ doing: 'copying', files, bytes, totalFiles: paths.length, totalBytes });
        }
    };
    await allOf(Array.from({ length: Math.min(lanes, chunks.length) }, work));
    return { left, ...(refused !== undefined && { refused }) };
}
async function setDirectories(place, parts, keepOwners, directories) {
    try {
        await extract(place, parts, keepOwners, { input: directoryMembers(directories) });
        return undefined;
    }
    catch (error) {
        if (error instanceof core_failure/* Failure */.HR)
            throw error;
        return (0,core_failure/* messageOf */.bD)(error);
    }
}
function packed_copies_whyNot({ tree }, { keepOwners }) {
    try {
        return keepOwners || keepsModes(tree)
            ? undefined
            : 'a default ACL of the volume, or its server, changes the modes of new files';
    }
    catch (error) {
        return (0,core_failure/* messageOf */.bD)(error);
    }
}
async function extract(place, { processes }, keepOwners, from) {
    const { tree, lockFd } = place;
    const args = extractArgs('-', keepOwners);
    const refused = refusalOf(await processes.run('tar', { args, cwd: tree, inherit: lockFd, ...from }));
    if (refused !== undefined)
        throw new Error(refused);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/rsync-copy.js






async function rsyncCopy(request, run, onProgress) {
    let files = 0;
    let bytes = 0;
    let rest = '';
    const args = copyArgs({
        keepOwners: request.keepOwners,
        isSparse: request.isSparse,
        isFilled: request.isFilled ?? false,
        linkDest: request.linkDest,
        extra: [...request.more, ...request.extraArgs],
        root: (0,byte_path/* pathText */.LF)(request.root),
        destination: request.destination
    });
    const result = await run(args, {
        input: nulSeparated(request.paths),
        onStdout: piece => {
            const lines = (rest + piece.toString('latin1')).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) {
                files++;
                bytes += Number(fileSize.exec(line)?.[1] ?? 0);
            }
            onProgress({ doing: 'copying', files, bytes, totalFiles: request.paths.length, totalBytes: request.totalBytes });
        }
    });
    const messages = result.stderr.split('\n').filter(line => line !== '');
    const said = messages.slice(0, 5).map(message => `\n  ${message}`);
    if (result.status !== 0) {
        if (messages.some(message => noSpace.test(message))) {
            throw new no_space/* NoSpace */.u(({ what, shownBy }) => `The volume is full: there is ${what}, and not all of the snapshot is stored.${said.join('')}\nFree some (${shownBy}), or keep fewer snapshots. Nothing was published.`);
        }
        if (messages.some(message => noQuota.test(message))) {
            throw new core_failure/* Failure */.HR('room', `The quota on the volume is used up, and not all of the snapshot is stored.${said.join('')}\nFree space, raise the quota, or keep fewer snapshots. Nothing was published.`);
        }
    }
    if (result.status === 0 || result.status === 23 || result.status === 24)
        return { status: result.status, messages };
    throw new core_failure/* Failure */.HR('rsync', `rsync failed: ${explainRsyncExit(result.status)}${said.join('')}`);
}
const fileSize = /^.f\S* (\d+)$/;
const noSpace = /: No space left on device \(\d+\)$/;
const noQuota = /: Disk quota exceeded \(\d+\)$/;

;// CONCATENATED MODULE: ./lib/adapters/volume/local-copy.js






async function localCopy(place, parts, request, onProgress) {
    const root = (0,byte_path/* pathFromText */.pQ)(place.tree);
    const filesystem = (0,volume_mounts/* mountOf */.vI)((0,volume_mounts/* readMounts */.bq)(), root)?.filesystem ?? '';
    const isFuse = filesystem.startsWith('fuse');
    const cloned = isFuse || request.versions === undefined
        ? new Map()
        : await cloneVersions({ volume: place.volume, root, filesystem }, parts, request, onProgress);
    const copy = async (rest, isFilled, tell) => {
        if (rest.length === 0)
            return { status: 0, messages: [] };
        return await rsyncCopy({ ...request, paths: rest, isFilled, destination: '.', more: isFuse ? ['--fsync'] : [] }, (args, streams) => parts.processes.run('rsync', { args, cwd: place.tree, inherit: place.lockFd, ...streams }), tell);
    };
    if (!isFuse && isForPacking(request) && isMany(request)) {
        const ways = {
            pack: (entries, tell) => packCopies(place, parts, request, entries, tell),
            setDirectories: directories => setDirectories(place, parts, request.keepOwners, directories),
            rsync: copy
        };
        return await copyMany(ways, request, cloned, onProgress);
    }
    const rest = cloned.size === 0 ? request.paths : request.paths.filter(name => !cloned.has(name));
    const outcomes = [await copy(rest, false, onProgress), await copy([...cloned.keys()], true, onProgress)];
    return { ...together(outcomes), cloned };
}
const fewest = 500;
const fewestDirectories = 50;
const isMany = ({ paths, entries = [] }) => paths.length >= fewest || (paths.length >= fewestDirectories && entries.every(({ type }) => type === 'dir'));

;// CONCATENATED MODULE: ./lib/adapters/workers/stored-rows.js

function storedOf({ rows, errors, targets }, index) {
    const at = index * columns;
    const status = rows[at + column.status];
    if (status === lookStatus.gone)
        return undefined;
    if (status === lookStatus.failed)
        throw asThrown(errors.get(index) ?? 'a stored file could not be looked at');
    const stored = {
        type: typeOf(rows[at + column.type]),
        mode: Number(rows[at + column.mode]),
        uid: Number(rows[at + column.uid]),
        gid: Number(rows[at + column.gid]),
        size: Number(rows[at + column.size]),
        mtimeNs: (rows[at + column.mtimeSeconds] ?? 0n) * second + (rows[at + column.mtimeRest] ?? 0n),
        ino: rows[at + column.ino] ?? 0n,
        links: Number(rows[at + column.links]),
        allocated: Number(rows[at + column.allocated])
    };
    const target = targets.get(index);
    return target === undefined ? stored : { ...stored, target };
}
function asThrown(message) {
    const code = /^(E[A-Z0-9]+): /.exec(message)?.[1];
    return Object.assign(new Error(message), code === undefined ? {} : { code });
}
function packStored(found) {
    const rows = new BigInt64Array(found.length * columns);
    const targets = new Map();
    found.forEach((stored, index) => {
        const at = index * columns;
        if (stored === undefined) {
            rows[at + column.status] = lookStatus.gone;
            return;
        }
        rows[at + column.type] = typeCode[stored.type];
        rows[at + column.mode] = BigInt(stored.mode);
        rows[at + column.uid] = BigInt(stored.uid);
        rows[at + column.gid] = BigInt(stored.gid);
        rows[at + column.size] = BigInt(stored.size);
        rows[at + column.mtimeSeconds] = stored.mtimeNs / second;
        rows[at + column.mtimeRest] = stored.mtimeNs % second;
        rows[at + column.ino] = BigInt.asIntN(64, stored.ino);
        rows[at + column.links] = BigInt(stored.links);
        rows[at + column.allocated] = BigInt(stored.allocated);
        if (stored.target !== undefined)
            targets.set(index, stored.target);
    });
    return { rows, errors: new Map(), targets };
}

;// CONCATENATED MODULE: ./lib/adapters/volume/local-tree.js




const local_tree_batchSize = 500;
const hashBatchSize = 100;
function localTree(path, pool) {
    const root = (0,byte_path/* pathFromText */.pQ)(path);
    return {
        path,
        inspect: (paths, onProgress) => lookAll(pool, root, paths, false, storedOf, onProgress),
        hash: (paths, onProgress) => lookAll(pool, root, paths, true, digestOf, onProgress),
        names: directories => local_tree_namesIn(pool, root, directories)
    };
}
async function inspectAll(path, pool, paths, onProgress) {
    const take = (result) => {
        for (const index of result.errors.keys())
            storedOf(result, index);
        return result;
    };
    const results = await inBatches(pool, (0,byte_path/* pathFromText */.pQ)(path), paths, false, take, onProgress);
    return listOfParts(paths.length, results, local_tree_batchSize, storedOf);
}
async function lookAll(pool, root, paths, hash, read, onProgress) {
    const take = (result, count) => Array.from({ length: count }, (_, index) => read(result, index));
    return (await inBatches(pool, root, paths, hash, take, onProgress)).flat();
}
async function inBatches(pool, root, paths, hash, take, onProgress) {
    const size = hash ? hashBatchSize : local_tree_batchSize;
    let files = 0;
    let bytes = 0;
    const batches = [];
    for (let at = 0; at < paths.length; at += size) {
        const batch = paths.slice(at, at + size);
        const taken = pool.run({ kind: 'look', root, paths: batch, hash }).then(result => {
            files += batch.length;
            bytes += result.bytes;
            onProgress?.({ doing: hash ? 'reading back' : 'checking', files, bytes, totalFiles: paths.length });
            return take(result, batch.length);
        });
        batches.push(taken);
    }
    return await Promise.all(batches);
}
function digestOf(result, index) {
    const at = index * columns;
    if (result.rows[at + column.status] !== lookStatus.ok || result.rows[at + column.type] !== typeCode.file)
        return undefined;
    return result.digests.slice(index * 64, index * 64 + 64);
}
async function local_tree_namesIn(pool, root, directories) {
    const batches = [];
    for (let at = 0; at < directories.length; at += local_tree_batchSize) {
        batches.push(pool.run({ kind: 'names', root, directories: directories.slice(at, at + local_tree_batchSize) }));
    }
    return (await Promise.all(batches)).flat();
}

;// CONCATENATED MODULE: ./lib/adapters/workers/link-rows.js

function link_rows_outcomeOf({ made, failures }, index) {
    const at = index * madeColumns;
    const ino = made[at + madeColumn.ino] ?? 0n;
    const failure = ino === 0n ? failures.get(index) : undefined;
    if (failure !== undefined)
        return { linked: false, ...failure };
    const [allocated, links] = [Number(made[at + madeColumn.allocated]), Number(made[at + madeColumn.links])];
    if (allocated === unknown || links === unknown)
        return { linked: true, ino };
    return { linked: true, ino, allocated, links };
}
const unknown = -1;
function packOutcomes(outcomes) {
    const made = new BigInt64Array(outcomes.length * madeColumns);
    const failures = new Map();
    outcomes.forEach((outcome, index) => {
        if (!outcome.linked) {
            failures.set(index, { cause: outcome.cause, why: outcome.why });
            return;
        }
        const at = index * madeColumns;
        made[at + madeColumn.ino] = outcome.ino;
        made[at + madeColumn.allocated] = BigInt(outcome.allocated ?? unknown);
        made[at + madeColumn.links] = BigInt(outcome.links ?? unknown);
    });
    return { made, failures };
}

;// CONCATENATED MODULE: ./lib/adapters/volume/make-links.js




const linkBatch = 500;
const batchesOfThread = 2;
async function makeLinks(pool, root, steps, rootOf, onProgress) {
    const results = [];
    let files = 0;
    let next = 0;
    const lane = async () => {
        while (next < steps.length) {
            const from = next;
            const batch = partOf(steps, from, linkBatch);
            next += linkBatch;
            try {
                results[from / linkBatch] = await pool.run(packed(root, batch, rootOf));
            }
            catch (error) {
                next = steps.length;
                throw error;
            }
            files += batch.length;
            onProgress({ doing: 'linking', files, bytes: 0, totalFiles: steps.length });
        }
    };
    await allOf(Array.from({ length: batchesOfThread * pool.jobs }, lane));
    return listOfParts(steps.length, results, linkBatch, link_rows_outcomeOf);
}
function packed(root, steps, rootOf) {
    const trees = [];
    const wanted = new BigInt64Array(steps.length * wantedColumns);
    const isSame = steps.every(({ path, from }) => path === from);
    steps.forEach(({ tree, size, storedMtimeNs, mode, owner }, index) => {
        const at = index * wantedColumns;
        let number = trees.indexOf(tree);
        if (number < 0)
            number = trees.push(tree) - 1;
        wanted[at + wantedColumn.tree] = BigInt(number);
        wanted[at + wantedColumn.size] = BigInt(size);
        wanted[at + wantedColumn.mtimeSeconds] = storedMtimeNs / second;
        wanted[at + wantedColumn.mtimeRest] = storedMtimeNs % second;
        wanted[at + wantedColumn.mode] = mode === undefined ? -1n : BigInt(mode);
        wanted[at + wantedColumn.uid] = owner === undefined ? -1n : BigInt(owner.uid);
        wanted[at + wantedColumn.gid] = owner === undefined ? -1n : BigInt(owner.gid);
    });
    return {
        kind: 'link',
        root,
        trees: trees.map(rootOf),
        paths: steps.map(({ path }) => path).join('\0'),
        ...(isSame ? {} : { froms: steps.map(({ from }) => from).join('\0') }),
        wanted
    };
}

;// CONCATENATED MODULE: ./lib/adapters/volume/publish-tree.js







async function publishTree(layout, id, tree, record, manifest) {
    refuseTaken(layout, id);
    await writeManifest(layout, id, manifest);
    durable_writeDurably(layout.record(id), [record]);
    durable_syncPath(layout.records);
    try {
        refuseTaken(layout, id);
    }
    catch (error) {
        for (const file of [layout.record(id), layout.manifest(id)])
            (0,external_node_fs_.rmSync)(file, { force: true });
        throw error;
    }
    moveIntoPlace(tree, layout.snapshot(id));
    durable_syncPath(layout.series);
    durable_syncPath(tree.directory);
}
function moveIntoPlace(tree, snapshot) {
    try {
        renameSurely(tree.path, snapshot);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) !== 'ENOENT')
            throw error;
        throw new core_failure/* Failure */.HR('volume', `The tree was removed before it could be published as ${snapshot}: ${(0,core_failure/* messageOf */.bD)(error)}. Nothing was published; see who else works in ${tree.directory}.`, { cause: error });
    }
}
async function publishInPlace(layout, id, record, manifest) {
    await writeManifest(layout, id, manifest);
    writeDurably(layout.record(id), [record]);
    syncPath(layout.records);
}
async function writeManifest(layout, id, manifest) {
    const aside = `${layout.manifest(id)}.tmp`;
    (0,external_node_fs_.rmSync)(aside, { force: true });
    const file = (0,external_node_fs_.createWriteStream)(aside, { flags: 'wx', mode: 0o600 });
    const readersMode = await (isPacked(manifest) ? publish_tree_written(manifest, file) : packedInto(manifest, file));
    (0,external_node_fs_.chmodSync)(aside, readersMode & (0,external_node_fs_.lstatSync)(layout.manifests).mode);
    durable_syncPath(aside);
    renameSurely(aside, layout.manifest(id));
    durable_syncPath(layout.manifests);
}
async function publish_tree_written({ pieces, readersMode }, file) {
    await (0,promises_namespaceObject.pipeline)(external_node_stream_namespaceObject.Readable.from(pieces), file);
    return readersMode;
}
async function packedInto(manifest, file) {
    const readers = new Readers();
    await (0,promises_namespaceObject.pipeline)(external_node_stream_namespaceObject.Readable.from(watched(manifest, readers)), manifestGzip(), file);
    return readers.mode;
}
function refuseTaken(layout, id) {
    if ((0,external_node_fs_.lstatSync)(layout.snapshot(id), { throwIfNoEntry: false }) === undefined)
        return;
    throw new core_failure/* Failure */.HR('volume', `${layout.snapshot(id)} is there already; nothing was published.`);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/local-partial.js















const linksToCopyBeside = 2000;
const directoryBatch = 200;
function localPartial(where, parts) {
    const path = (0,external_node_path_.join)(where.layout.partial, where.id);
    const root = (0,byte_path/* pathFromText */.pQ)(path);
    const tree = localTree(path, parts.pool);
    return {
        ...tree,
        makeDirectories: paths => inPlace(where, () => makeDirectories(parts, root, paths)),
        link: (steps, onProgress) => {
            const rootOf = (tree) => tree === 'self' ? root : (0,byte_path/* pathFromText */.pQ)(seriesLayout(where.volume, tree.series).snapshot(tree.id));
            return inPlace(where, () => makeLinks(parts.pool, root, steps, rootOf, onProgress));
        },
        linksToCopyBeside,
        copy: (request, onProgress) => inPlace(where, () => localCopy({ volume: where.volume, tree: path, lockFd: where.lockFd }, parts, request, onProgress)),
        seal: (directories, paths = [], onProgress) => inPlace(where, async () => {
            for (const entry of directories.toReversed())
                await setAttributes(parts, (0,byte_path/* joinPath */.uJ)(root, entry.path), entry);
            await syncFilesystem(parts, path);
            return await inspectAll(path, parts.pool, paths, onProgress);
        }),
        publish: async (record, manifest) => {
            const { layout, id } = where;
            await publishTree(layout, id, { path, directory: layout.partial }, encodeRecord(record), manifest);
            pointLatest(layout, id);
        },
        pack: packManifest
    };
}
async function makeDirectories(parts, root, paths) {
    const make = async (some) => {
        await parts.pool.run({ kind: 'make-directories', root, paths: some });
    };
    await make(paths.filter(path => !path.includes('/')));
    const batches = [];
    let last = '';
    for (const path of paths) {
        const slash = path.indexOf('/');
        if (slash < 0)
            continue;
        const top = path.slice(0, slash);
        const batch = batches.at(-1);
        if (batch !== undefined && (top === last || batch.length < directoryBatch))
            batch.push(path);
        else
            batches.push([path]);
        last = top;
    }
    await Promise.all(batches.map(make));
}
async function inPlace({ layout, id }, work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof core_failure/* Failure */.HR || !['ENOENT', 'ENOTDIR', 'ELOOP'].includes((0,core_failure/* codeOf */.$N)(error) ?? ''))
            throw error;
        throw new core_failure/* Failure */.HR('volume', `The tree of ${id} is not where it was made any more: ${(0,core_failure/* messageOf */.bD)(error)}. Something else changes ${layout.own}; let nothing but this action write there. Nothing was published.`, { cause: error });
    }
}
async function setAttributes(parts, directory, entry) {
    const path = (0,byte_path/* fsPath */.Jk)(directory);
    if (entry.owner !== undefined)
        (0,external_node_fs_.chownSync)(path, entry.owner.uid, entry.owner.gid);
    (0,external_node_fs_.chmodSync)(path, entry.mode);
    const touch = ['touch', '--no-create', `--date=@${decimalSeconds(entry.mtimeNs)}`, '--'];
    const touched = await parts.processes.run('xargs', {
        args: ['--null', ...touch],
        input: [(0,byte_path/* pathBytes */.X5)(directory), external_node_buffer_.Buffer.alloc(1)]
    });
    if (touched.status !== 0) {
        throw new core_failure/* Failure */.HR('volume', `The time of ${(0,display/* showName */.$i)(directory)} could not be set: ${touched.stderr.trim()}`);
    }
}
async function syncFilesystem(parts, path) {
    const result = await parts.processes.run('sync', { args: ['--file-system', path] });
    if (result.status !== 0) {
        throw new core_failure/* Failure */.HR('stored', `The volume did not confirm that the snapshot is on stable storage: ${result.stderr.trim()}. Nothing was published; check the disk.`);
    }
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(421);
// EXTERNAL MODULE: ./lib/adapters/process.js
var adapters_process = __nccwpck_require__(489);
;// CONCATENATED MODULE: ./lib/adapters/volume/lock.js







const busy = 75;
const descriptor = 3;
const longestHolder = 4096;
async function lockFile(processes, file, holder, timeoutMs, onWait) {
    const fd = lock_open(file);
    try {
        if (!(await flock(processes, fd, ['--nonblock']))) {
            onWait(holderOf(file));
            const seconds = Math.max(timeoutMs / 1000, 0.001);
            if (!(await flock(processes, fd, ['--timeout', String(seconds)]))) {
                throw new core_failure/* Failure */.HR('locked', `The series is still being written by ${holderOf(file)} after ${(0,units/* formatDuration */.a3)(timeoutMs)}. Wait for that run, or raise "lock-timeout".`);
            }
        }
        (0,external_node_fs_.ftruncateSync)(fd, 0);
        (0,external_node_fs_.writeSync)(fd, `${holder}\n`);
        return {
            fd,
            release: () => {
                (0,external_node_fs_.closeSync)(fd);
            }
        };
    }
    catch (error) {
        (0,external_node_fs_.closeSync)(fd);
        throw error;
    }
}
const tryLock = (processes, fd) => flock(processes, fd, ['--nonblock']);
function tryLockAtOnce(fd) {
    const args = ['--exclusive', '--nonblock', String(descriptor)];
    const stdio = ['ignore', 'ignore', 'ignore', fd];
    return spawnSync('flock', args, { env: cleanEnvironment(process.env), stdio: [...stdio] }).status === 0;
}
const shareLock = (processes, fd, timeoutMs) => flock(processes, fd, ['--timeout', String(timeoutMs / 1000)], '--shared');
function lock_open(file) {
    const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o660);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) !== 'ELOOP')
            throw error;
        throw new core_failure/* Failure */.HR('volume', `The lock ${file} is a symlink, where a file of its own belongs. Remove the link.`);
    }
    if ((0,external_node_fs_.fstatSync)(fd).isFile())
        return fd;
    (0,external_node_fs_.closeSync)(fd);
    throw new core_failure/* Failure */.HR('volume', `The lock ${file} is not a regular file. Remove it, while no run writes the series.`);
}
async function flock(processes, fd, how, kind = '--exclusive') {
    const args = [kind, ...how, '--conflict-exit-code', String(busy), String(descriptor)];
    const result = await processes.run('flock', { args, inherit: fd });
    if (result.status === 0)
        return true;
    if (result.status === busy)
        return false;
    const said = result.stderr.trim();
    throw new core_failure/* Failure */.HR('locked', `The lock could not be taken: flock ended with status ${result.status}${said === '' ? '' : ` (${said})`}. The volume's filesystem may not support flock(2).`);
}
function holderOf(file) {
    const fd = (0,own_file/* openRegular */.lf)(file, own_file/* readFlags */.uW);
    try {
        const bytes = Buffer.alloc(longestHolder);
        const text = bytes.toString('utf8', 0, (0,external_node_fs_.readSync)(fd, bytes)).trim();
        return text === '' ? 'another run' : (0,display/* showText */.h$)(text);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}

;// CONCATENATED MODULE: ./lib/core/manifest/usual-line.js
function entryOf(path, type, mode, size, mtimeNs, storedMtimeNs, owner) {
    return owner === undefined
        ? { path, type, mode, size, mtimeNs, storedMtimeNs }
        : { path, type, mode, size, mtimeNs, storedMtimeNs, owner };
}
const zero = 0x30;
const slash = 0x2f;
const dot = 0x2e;
const usual_line_plain = tableOf(/[A-Za-z0-9._\-/+,@:%~]/);
const usual_line_none = 255;
const nibbles = Uint8Array.from({ length: 256 }, (_, code) => {
    const value = '0123456789abcdef'.indexOf(String.fromCharCode(code));
    return value < 0 ? usual_line_none : value;
});
function tableOf(characters) {
    return Uint8Array.from({ length: 256 }, (_, code) => (characters.test(String.fromCharCode(code)) ? 1 : 0));
}
const mostDigits = 15;
class UsualLineReader {
    #bytes = new Uint8Array(32);
    #line = '';
    #at = 0;
    read(line, bytes, start) {
        this.#line = line;
        this.#at = 2;
        if (!line.startsWith('./') || !this.#plainPath())
            return undefined;
        const pathEnd = this.#at;
        const isFile = this.#word(' type=file mode=');
        if (!isFile && !this.#word(' type=dir mode='))
            return undefined;
        const mode = this.#mode();
        const owner = this.#owner();
        const size = isFile ? this.#number(' size=') : 0;
        const timeAt = this.#at;
        const storedMtimeNs = this.#word(' time=') ? this.#time() : undefined;
        const timeEnd = this.#at;
        const hasDigest = !isFile || this.#digest();
        const tagsAt = this.#at;
        const mtimeNs = this.#word(' tags=mtime:') ? this.#time() : storedMtimeNs;
        if (mode < 0 || owner === null || size < 0 || storedMtimeNs === undefined || mtimeNs === undefined)
            return undefined;
        if (this.#at !== line.length || !hasDigest)
            return undefined;
        const path = bytes.toString('latin1', start + 2, start + pathEnd);
        const entry = entryOf(path, isFile ? 'file' : 'dir', mode, size, mtimeNs, storedMtimeNs, owner);
        const timeless = line.slice(0, timeAt) + line.slice(timeEnd, tagsAt);
        return { entry, digest: isFile ? this.#bytes : undefined, timeless };
    }
    #word(word) {
        if (!this.#line.startsWith(word, this.#at))
            return false;
        this.#at += word.length;
        return true;
    }
    #plainPath() {
        const line = this.#line;
        let part = this.#at;
        for (let at = part; at < line.length; at++) {
            const code = line.charCodeAt(at);
            const isEnd = code === 0x20;
            if (code === slash || isEnd) {
                const length = at - part;
                if (length === 0)
                    return false;
                if (length <= 2 && line.charCodeAt(part) === dot && line.charCodeAt(at - 1) === dot)
                    return false;
                part = at + 1;
            }
            if (isEnd) {
                this.#at = at;
                return true;
            }
            if (usual_line_plain[code] !== 1)
                return false;
        }
        return false;
    }
    #mode() {
        let mode = 0;
        for (let left = 4; left > 0; left--) {
            const digit = this.#line.charCodeAt(this.#at++) - zero;
            if (!(digit >= 0 && digit <= 7))
                return -1;
            mode = mode * 8 + digit;
        }
        return mode;
    }
    #owner() {
        if (!this.#line.startsWith(' uid=', this.#at))
            return undefined;
        const uid = this.#number(' uid=');
        const gid = this.#number(' gid=');
        return uid < 0 || gid < 0 || uid > 0x7fff_ffff || gid > 0x7fff_ffff ? null : { uid, gid };
    }
    #number(word) {
        return this.#word(word) ? this.#digits() : -1;
    }
    #digits() {
        const from = this.#at;
        let value = 0;
        for (let digit = this.#digit(from); digit >= 0; digit = this.#digit(this.#at)) {
            value = value * 10 + digit;
            this.#at++;
        }
        const length = this.#at - from;
        return length === 0 || length > mostDigits || (length > 1 && this.#digit(from) === 0) ? -1 : value;
    }
    #digit(at) {
        const digit = this.#line.charCodeAt(at) - zero;
        return digit >= 0 && digit <= 9 ? digit : -1;
    }
    #time() {
        const seconds = this.#digits();
        if (seconds < 0 || this.#line.charCodeAt(this.#at++) !== dot)
            return undefined;
        let rest = 0;
        for (let left = 9; left > 0; left--) {
            const digit = this.#digit(this.#at++);
            if (digit < 0)
                return undefined;
            rest = rest * 10 + digit;
        }
        return seconds > 9_000_000_000 ? undefined : BigInt(seconds) * 1000000000n + BigInt(rest);
    }
    #digest() {
        if (!this.#word(' sha256='))
            return false;
        for (let byte = 0; byte < 32; byte++) {
            const high = nibbles[this.#line.charCodeAt(this.#at++)] ?? usual_line_none;
            const low = nibbles[this.#line.charCodeAt(this.#at++)] ?? usual_line_none;
            if (high === usual_line_none || low === usual_line_none)
                return false;
            this.#bytes[byte] = high * 16 + low;
        }
        return true;
    }
}

;// CONCATENATED MODULE: ./lib/core/manifest/manifest-reader.js













const longestLine = 1_048_576;
function decodeManifest(pieces) {
    const reader = new ManifestReader();
    for (const piece of pieces)
        reader.push(piece);
    return reader.finish();
}
class ManifestReader {
    #hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    #shape = new TreeShape();
    #entries = new EntryTable();
    #usual = new UsualLineReader();
    #digest = new TreeDigest();
    #header;
    #rest = '';
    #line = 0;
    #isEnded = false;
    get isEnded() {
        return this.#isEnded;
    }
    push(piece) {
        const text = this.#rest + piece;
        const bytes = external_node_buffer_.Buffer.from(text, 'latin1');
        let from = 0;
        for (let newline = text.indexOf('\n'); newline >= 0 && !this.#isEnded; newline = text.indexOf('\n', from)) {
            this.#line++;
            const line = text.slice(from, newline);
            if (line.startsWith('# end ')) {
                this.#hash.update(text.slice(0, from), 'latin1');
                this.#end(line);
            }
            else
                this.#take(line, bytes, from);
            from = newline + 1;
        }
        this.#rest = text.slice(from);
        if (this.#isEnded) {
            if (this.#rest !== '')
                throw this.#damage(1, 'comes after the "# end" line, which is the last');
            return;
        }
        this.#hash.update(text.slice(0, from), 'latin1');
        if (this.#rest.length > longestLine)
            throw this.#damage(1, `is longer than ${longestLine} characters`);
    }
    finish() {
        if (!this.#isEnded || this.#header === undefined)
            throw this.#damage(1, 'is missing: the text ends without its "# end" line, so it was cut off');
        const last = this.#entries.at(-1);
        this.#entries.isInOrder = last === undefined || !isPattern(last.path);
        const entries = this.#entries.isInOrder
            ? this.#entries
            : [...this.#entries].sort((a, b) => compareWritten(a.path, b.path));
        rememberDigest(entries, this.#digest.end());
        return { ...this.#header, entries };
    }
    #take(line, bytes, start) {
        if (this.#line === 1) {
            if (line !== '#mtree')
                throw this.#damage(0, `is not "#mtree" but ${(0,quoted_value/* quoteValue */.c)(line)}`);
        }
        else if (this.#line === 2)
            this.#header = this.#headerOf(line);
        else if (line.startsWith('.'))
            this.#takeEntry(line, bytes, start);
        else if (line.startsWith('/'))
            throw this.#damage(0, `is a command, which our manifests never have: ${(0,quoted_value/* quoteValue */.c)(line)}`);
        else if (!line.startsWith('#'))
            throw this.#damage(0, `is neither an entry nor a comment: ${(0,quoted_value/* quoteValue */.c)(line)}`);
    }
    #takeEntry(line, bytes, start) {
        const usual = this.#usual.read(line, bytes, start);
        const entry = usual?.entry ?? decodeEntry(line, this.#line);
        const problem = this.#shape.admit(entry);
        if (problem !== undefined)
            throw this.#damage(0, `${problem}: ${(0,display/* showName */.$i)(entry.path)}`);
        this.#digest.take(usual?.timeless ?? timelessLine(entry));
        this.#entries.push(entry, usual?.digest);
    }
    #headerOf(line) {
        const [, id, series] = /^# snapshot (\S+) of (\S+)$/.exec(line) ?? [];
        const names = [id, series].map(word => unescapeBytes(word ?? ''));
        if (!names[0] || !names[1])
            throw this.#damage(0, `is not "# snapshot … of …" but ${(0,quoted_value/* quoteValue */.c)(line)}`);
        return { id: (0,byte_path/* pathText */.LF)(names[0]), series: (0,byte_path/* pathText */.LF)(names[1]) };
    }
    #end(line) {
        if (this.#entries.length === 0)
            throw this.#damage(0, 'ends a manifest that does not even hold the top directory');
        this.#isEnded = true;
        const [, count, digest] = /^# end (\d{1,16}) entries sha256:([0-9a-f]{64})$/.exec(line) ?? [];
        if (count === undefined)
            throw this.#damage(0, `is not "# end … entries sha256:…" but ${(0,quoted_value/* quoteValue */.c)(line)}`);
        if (Number(count) !== this.#entries.length)
            throw this.#damage(0, `promises ${count} entries, but there are ${this.#entries.length}`);
        if (digest !== this.#hash.digest('hex'))
            throw this.#damage(0, 'has a digest that the lines before it do not have');
    }
    #damage(linesOn, problem) {
        return new ManifestDamage(this.#line + linesOn, problem);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/manifest-file.js






const mostTimesItsSize = 200;
const mostPackedBytes = 512 * 1024 * 1024;
const manifest_file_pieceLength = 256 * 1024;
const freeBytes = 64 * 1024 * 1024;
async function manifest_file_readManifest(layout, series, id) {
    const packed = (0,external_node_fs_.createReadStream)('', { fd: (0,own_file/* openRegular */.lf)(layout.manifest(id), own_file/* readFlags */.uW), highWaterMark: manifest_file_pieceLength });
    return await unpackManifest(packed, () => packed.bytesRead, series, id);
}
async function unpackManifest(packed, bytesRead, series, id) {
    const reader = new ManifestReader();
    let unpackedBytes = 0;
    const upToItsEnd = async function* (pieces) {
        for await (const piece of pieces) {
            if (reader.isEnded)
                throw new core_failure/* Failure */.HR('volume', 'it goes on after its end');
            yield piece;
        }
    };
    await (0,promises_namespaceObject.pipeline)(packed, upToItsEnd, (0,external_node_zlib_namespaceObject.createGunzip)({ chunkSize: manifest_file_pieceLength }), async (pieces) => {
        for await (const piece of pieces) {
            unpackedBytes += piece.length;
            if (unpackedBytes > freeBytes && unpackedBytes > bytesRead() * mostTimesItsSize)
                throw new core_failure/* Failure */.HR('volume', `it unpacks to more than ${mostTimesItsSize} times its size, as no manifest does`);
            reader.push(piece.toString('latin1'));
        }
    });
    const manifest = reader.finish();
    if (manifest.id !== id || manifest.series !== series) {
        throw new core_failure/* Failure */.HR('volume', `it is that of ${manifest.id} of ${manifest.series}`);
    }
    return manifest.entries;
}

;// CONCATENATED MODULE: ./lib/adapters/volume/shared-extents.js






const sharing = new Set(['xfs', 'btrfs', 'bcachefs', 'ocfs2']);
const atOnce = 64;
const shared_extents_flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
function canShareBlocks(trees) {
    const mounts = (0,volume_mounts/* readMounts */.bq)();
    return trees.some(tree => sharing.has((0,volume_mounts/* mountOf */.vI)(mounts, (0,byte_path/* pathFromText */.pQ)(tree))?.filesystem ?? ''));
}
async function sharedExtents(processes, tree) {
    const found = new Map();
    if (!canShareBlocks([tree]))
        return found;
    const files = await largeFilesIn(processes, tree);
    for (let at = 0; at < files.length; at += atOnce) {
        const open = new Map();
        try {
            for (const { ino, path } of files.slice(at, at + atOnce)) {
                const fd = openedAs(path, ino);
                if (fd !== undefined)
                    open.set(foreignPath(fd), { fd, ino });
            }
            if (open.size === 0)
                continue;
            const result = await processes.run('filefrag', { args: ['-v', ...open.keys()] });
            for (const [name, extents] of parseFilefrag(result.stdout.toString('latin1'))) {
                const ino = open.get(name)?.ino;
                if (ino !== undefined && extents.length > 0)
                    found.set(ino, extents);
            }
        }
        catch (error) {
            if ((0,core_failure/* codeOf */.$N)(error) === 'ENOENT')
                return found;
            throw error;
        }
        finally {
            for (const { fd } of open.values())
                (0,external_node_fs_.closeSync)(fd);
        }
    }
    return found;
}
async function largeFilesIn(processes, tree) {
    const isLarge = ['-xdev', '-type', 'f', '-size', `+${largeFile / 1024 - 1}k`];
    const listed = await processes.run('find', { args: [tree, ...isLarge, '-printf', '%i %p\\0'] });
    const files = new Map();
    for (const line of (0,byte_path/* pathFromBytes */.nP)(listed.stdout).split('\0')) {
        const space = line.indexOf(' ');
        const path = line.slice(space + 1);
        if (space > 0)
            files.set(line.slice(0, space), (0,byte_path/* fsPath */.Jk)(path));
    }
    return Array.from(files, ([ino, path]) => ({ ino, path }));
}
function openedAs(path, ino) {
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(path, shared_extents_flags);
    }
    catch {
        return undefined;
    }
    if (String((0,external_node_fs_.fstatSync)(fd, { bigint: true }).ino) === ino)
        return fd;
    (0,external_node_fs_.closeSync)(fd);
    return undefined;
}
function parseFilefrag(text) {
    const files = new Map();
    let [extents, block] = [[], 0];
    for (const line of text.split('\n')) {
        const file = /^File size of (\S+) is \d+ \(\d+ blocks? of (\d+) bytes\)$/.exec(line);
        if (file !== null) {
            ;
            [extents, block] = [[], Number(file[2])];
            files.set(file[1] ?? '', extents);
            continue;
        }
        const extent = /^ *\d+: +\d+\.\. *\d+: +(\d+)\.\. *\d+: +(\d+):(?: +\d+:)? +(\S*)$/.exec(line);
        if (extent?.[3]?.split(',').includes('shared') === true)
            extents.push({ at: Number(extent[1]) * block, bytes: Number(extent[2]) * block });
    }
    return files;
}

;// CONCATENATED MODULE: ./lib/adapters/volume/inode-use.js





const inodeFormat = '%d %i %n %b %y\\n';
class InodeCounter {
    #trees = [];
    #rest = '';
    push(piece) {
        const lines = (this.#rest + piece.toString('latin1')).split('\n');
        this.#rest = lines.pop() ?? '';
        for (const line of lines)
            this.#count(line);
    }
    finish(trees, { status, stderr }) {
        const lines = stderr.split('\n');
        const said = lines.length > 1 ? lines.slice(0, -1) : lines;
        const trouble = said.find(line => line !== '' && !line.endsWith(': Permission denied'));
        const isWhole = status === 0 || (trouble === undefined && stderr !== '');
        if (!isWhole || this.#trees.length !== trees.length) {
            const ended = `find ended with ${status}, and told of ${this.#trees.length} of ${trees.length} trees`;
            const names = first_few_firstInline(trees, tree => tree);
            throw new core_failure/* Failure */.HR('volume', `${names} could not be looked through: ${trouble ?? (stderr === '' ? ended : said[0])}`);
        }
        return this.#trees.map(uses => [...uses].map(([ino, use]) => ({ ino, ...use })));
    }
    #count(line) {
        const [depth, ino = '', links, blocks, type] = line.split(' ');
        if (depth === '0')
            this.#trees.push(new Map());
        const uses = this.#trees.at(-1);
        const known = uses?.get(ino);
        if (known !== undefined)
            known.linksHere++;
        else
            uses?.set(ino, { links: type === 'd' ? 1 : Number(links), linksHere: 1, allocated: Number(blocks) * 512 });
    }
}
async function inodesOf(processes, directory, names, mayShareBlocks = () => false) {
    if (names.length === 0)
        return [];
    const trees = names.map(name => (0,external_node_path_.join)(directory, name));
    const counter = new InodeCounter();
    const result = await processes
        .run('find', {
        args: [...names, '-xdev', '-printf', inodeFormat],
        cwd: directory,
        onStdout: piece => {
            counter.push(piece);
        }
    })
        .catch((error) => {
        if ((0,external_node_fs_.existsSync)(directory))
            throw error;
        throw new core_failure/* Failure */.HR('volume', `${directory} could not be looked through: it is not there`, { cause: error });
    });
    const counted = counter.finish(trees, result);
    if (!canShareBlocks(trees) || !mayShareBlocks())
        return counted;
    const all = [];
    for (const [index, uses] of counted.entries()) {
        const shared = await sharedExtents(processes, trees[index] ?? '');
        all.push(uses.map(use => {
            const extents = shared.get(use.ino);
            return extents === undefined ? use : { ...use, shared: extents };
        }));
    }
    return all;
}

;// CONCATENATED MODULE: ./lib/core/adoption.js




const adoptedTag = 'adopted';
function planAdoption(request) {
    const left = [];
    const dated = [];
    const pointer = pointerIn(request);
    for (const item of request.names) {
        if (item.kind === 'link' || item.kind === 'other' || item.name.startsWith('.'))
            continue;
        const read = dateOf(item, request);
        if (read === undefined)
            continue;
        if ('why' in read)
            left.push(read);
        else
            dated.push(read);
    }
    const complete = dated.filter(tree => {
        const why = pointer === undefined ? undefined : whyIncomplete(tree, pointer, request);
        if (why !== undefined)
            left.push({ name: tree.name, why });
        return why === undefined;
    });
    return {
        trees: withIds(complete, request),
        left: left.sort((a, b) => comparePaths(a.name, b.name)),
        ...(pointer === undefined ? {} : { pointer })
    };
}
function whyIncomplete({ moment }, { name, names }, request) {
    const newest = momentOfName(names, request);
    if (newest === undefined || moment.getTime() <= newest.getTime())
        return undefined;
    return `is newer than what the link ${showName(name)} points to, so it may not be complete; point the link to it to have it adopted`;
}
function withIds(dated, { taken }) {
    const given = new Set(dated.flatMap(({ id }) => id ?? []));
    return [...dated]
        .sort((a, b) => a.moment.getTime() - b.moment.getTime() || a.serial - b.serial || comparePaths(a.name, b.name))
        .map(({ name, moment, id }) => {
        const own = id ?? snapshotId(moment, candidate => taken.has(candidate) || given.has(candidate));
        given.add(own);
        return { name, id: own, moment };
    });
}
function dateOf({ name, kind }, request) {
    const read = parseDatedName(name, request.prefix);
    if (read.kind === 'id' && request.isSeries && request.recorded.has(read.id))
        return undefined;
    const no = (why) => ({ name, why });
    if (read.kind === 'other')
        return no('its name is no date');
    if (read.kind === 'suffix')
        return no(`its name goes on after the date, with "${showName(read.suffix)}"`);
    if (read.kind === 'impossible')
        return no('its name is a date that no calendar has');
    if (kind === 'mount')
        return no('is a filesystem of its own, or has one mounted below it, and cannot be renamed into the series');
    if (read.kind === 'dated')
        return { name, moment: momentOf(read.clock, read.zone, zoned(request)), serial: 0 };
    if (!request.isSeries && request.taken.has(read.id))
        return no(`a snapshot ${read.id} is in the series already`);
    return { name, id: read.id, moment: read.moment, serial: read.serial };
}
function momentOfName(name, request) {
    const read = parseDatedName(name, request.prefix);
    if (read.kind === 'dated')
        return momentOf(read.clock, read.zone, zoned(request));
    return read.kind === 'id' ? read.moment : undefined;
}
const zoned = ({ utc, localTime }) => utc ? clock => momentOf(clock, 0, localTime) : localTime;
const pointers = (/* unused pure expression or super */ null && (['latest', 'current']));
function pointerIn({ names, prefix, isSeries, recorded }) {
    for (const { name, target } of names) {
        if (target === undefined)
            continue;
        const isPointer = pointers.some(word => name === word || name === `${prefix}${word}`);
        const last = target.replace(/\/+$/, '').split('/').at(-1);
        if (!isPointer || last === undefined || (isSeries && recorded.has(last)))
            continue;
        return { name, names: last };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/adapters/volume/lost-trees.js







const lost_trees_ending = '.json';
function lostTrees(layout) {
    const isIn = (place, id) => (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(place, id), { throwIfNoEntry: false })?.isDirectory() ?? false;
    const places = [layout.series, layout.partial, layout.trash, layout.series];
    return removal_namesIn(layout.records)
        .flatMap(file => (file.endsWith(lost_trees_ending) ? file.slice(0, -lost_trees_ending.length) : []))
        .filter(id => isSnapshotId(id) && !places.some(place => isIn(place, id)) && (0,external_node_fs_.existsSync)(layout.record(id)))
        .map(id => ({ id, isAdopted: isAdopted(layout.record(id)) }));
}
function isAdopted(file) {
    try {
        return decodeRecord((0,own_file/* readOwnFile */.zx)(file, mostRecordBytes)).tags.includes(adoptedTag);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/read-lock.js




const longestRemovalMs = 10_000;
async function readSnapshot(processes, layout, id) {
    const fd = openRecord(layout, id);
    try {
        if (!(await shareLock(processes, fd, longestRemovalMs))) {
            throw new core_failure/* Failure */.HR('locked', `The snapshot ${id} is held by a run that removes it. Try again, or read another one.`);
        }
        if (!isStillThere(layout, id, (0,external_node_fs_.fstatSync)(fd, { bigint: true }).ino))
            throw gone(layout, id);
    }
    catch (error) {
        (0,external_node_fs_.closeSync)(fd);
        throw error;
    }
    return {
        release: () => {
            (0,external_node_fs_.closeSync)(fd);
            return Promise.resolve();
        }
    };
}
function openRecord(layout, id) {
    try {
        return (0,external_node_fs_.openSync)(layout.record(id), own_file/* readFlags */.uW);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) === 'ENOENT')
            throw gone(layout, id);
        throw error;
    }
}
function isStillThere(layout, id, ino) {
    return ((0,external_node_fs_.statSync)(layout.record(id), { bigint: true, throwIfNoEntry: false })?.ino === ino &&
        (0,external_node_fs_.lstatSync)(layout.snapshot(id), { throwIfNoEntry: false })?.isDirectory() === true);
}
const gone = (layout, id) => new core_failure/* Failure */.HR('missing', `The snapshot ${id} of ${layout.series} is not there any more: it was removed meanwhile.`);

;// CONCATENATED MODULE: ./lib/adapters/volume/shared-names.js

const mostAsked = 200;
function sharingArgs(ids, inodes) {
    const asked = [...inodes].flatMap((ino, index) => [...(index === 0 ? [] : ['-o']), '-inum', String(ino)]);
    const filter = inodes.size <= mostAsked ? ['(', ...asked, ')'] : [];
    return [...ids, '-xdev', '-mindepth', '1', ...filter, '-printf', '%i %H %P\\0'];
}
class SharedNames {
    #inodes;
    #names = [];
    #rest = '';
    constructor(inodes) {
        this.#inodes = inodes;
    }
    push(piece) {
        const records = (this.#rest + piece.toString('latin1')).split('\0');
        this.#rest = records.pop() ?? '';
        for (const record of records) {
            const [, ino = '', id = '', path = ''] = /^(\d+) (\S+) (.*)$/s.exec(record) ?? [];
            if (ino !== '' && this.#inodes.has(BigInt(ino)))
                this.#names.push({ id, path: path, ino: BigInt(ino) });
        }
    }
    finish(series, { status, stderr }) {
        const known = /: (?:Permission denied|No such file or directory|Input\/output error)$/;
        const trouble = stderr.split('\n').find(line => line !== '' && !known.test(line));
        if (status !== 0 && (trouble !== undefined || stderr === ''))
            throw new core_failure/* Failure */.HR('volume', `${series} could not be looked through: ${trouble ?? `find ended with ${status}`}`);
        return this.#names;
    }
}
async function shared_names_namesOf(processes, layout, ids, inodes) {
    if (inodes.size === 0 || ids.length === 0)
        return [];
    const names = new SharedNames(inodes);
    const result = await processes.run('find', {
        args: sharingArgs(ids, inodes),
        cwd: layout.series,
        onStdout: piece => {
            names.push(piece);
        }
    });
    return names.finish(layout.series, result);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/stored-texts.js



function judgeRecord(id, text) {
    try {
        const record = decodeRecord(text);
        return record.id === id ? { id, record } : { id, damage: `its record is that of ${record.id}` };
    }
    catch (error) {
        return { id, damage: (0,core_failure/* messageOf */.bD)(error) };
    }
}
function judgeMarker(text) {
    try {
        decodeMarker(text);
        return { state: 'present' };
    }
    catch (error) {
        return { state: 'damaged', why: (0,core_failure/* messageOf */.bD)(error) };
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
;// CONCATENATED MODULE: ./lib/adapters/volume/source-index-file.js



const mostBytes = 256 * 1024 * 1024;
const fileOf = (layout) => (0,external_node_path_.join)(layout.own, 'source-index');
async function sourceIndex(layout) {
    const flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
    const file = await (0,promises_.open)(fileOf(layout), flags).catch(() => undefined);
    if (file === undefined)
        return undefined;
    try {
        const stat = await file.stat();
        return stat.isFile() && stat.size <= mostBytes ? await file.readFile() : undefined;
    }
    catch {
        return undefined;
    }
    finally {
        await file.close();
    }
}
async function keepSourceIndex(layout, index, after = Promise.resolve()) {
    const aside = `${fileOf(layout)}.tmp`;
    let isKept = false;
    try {
        await writeNew(aside, index);
        if (!(await hasCome(after)))
            return;
        await (0,promises_.rename)(aside, fileOf(layout));
        isKept = true;
    }
    finally {
        if (!isKept)
            await (0,promises_.rm)(aside, { force: true });
    }
}
async function writeNew(path, index) {
    await (0,promises_.rm)(path, { force: true });
    const file = await (0,promises_.open)(path, 'wx', 0o600);
    try {
        await file.writeFile(index.take());
    }
    finally {
        await file.close();
    }
}
const hasCome = (after) => after.then(() => true, () => false);

;// CONCATENATED MODULE: ./lib/adapters/volume/stored-tree.js





const lookBatch = 500;
const listBatch = 200;
const readBatch = { files: 100, bytes: 4 * 1024 * 1024 };
function storedTree(path, pool) {
    const root = (0,byte_path/* pathFromText */.pQ)(path);
    return {
        ...localTree(path, pool),
        look: async (paths) => {
            const batches = slices(paths, lookBatch).map(async (batch) => {
                const result = await pool.run({ kind: 'look', root, paths: batch, hash: false });
                return batch.map((_, index) => failure(result, index) ?? storedOf(result, index));
            });
            return (await Promise.all(batches)).flat();
        },
        reread: async (files, onRead) => {
            const batches = byBytes(files).map(async (batch) => {
                const paths = batch.map(file => file.path);
                const result = await pool.run({ kind: 'look', root, paths, hash: true });
                onRead?.(batch.length, result.bytes);
                return batch.map((_, index) => failure(result, index) ?? digestOf(result, index));
            });
            return (await Promise.all(batches)).flat();
        },
        list: async (directories) => {
            const batches = slices(directories, listBatch).map(batch => listAll(pool, root, batch));
            return (await Promise.all(batches)).flat();
        }
    };
}
function failure(result, index) {
    const status = result.rows[index * columns + column.status];
    if (status === lookStatus.unstable)
        return { unreadable: 'its size changed while it was read, or its end was not there' };
    if (status !== lookStatus.failed)
        return undefined;
    return { unreadable: inShort(result.errors.get(index) ?? 'for an unknown reason') };
}
const inShort = (message) => /^[A-Z][A-Z0-9]+: [^,]+/.exec(message)?.[0] ?? message;
async function listAll(pool, root, directories) {
    try {
        return await pool.run({ kind: 'names', root, directories });
    }
    catch (error) {
        if (error instanceof core_failure/* Failure */.HR)
            throw error;
        if (directories.length === 1)
            return [{ unreadable: inShort((0,core_failure/* messageOf */.bD)(error)) }];
        const one = directories.map(directory => listAll(pool, root, [directory]));
        return (await Promise.all(one)).flat();
    }
}
function slices(items, size) {
    const count = Math.ceil(items.length / size);
    return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
function byBytes(files) {
    const batches = [];
    let batch = [];
    let bytes = 0;
    for (const file of files) {
        if (batch.length > 0 && (batch.length >= readBatch.files || bytes + file.size > readBatch.bytes)) {
            batches.push(batch);
            batch = [];
            bytes = 0;
        }
        batch.push(file);
        bytes += file.size;
    }
    if (batch.length > 0)
        batches.push(batch);
    return batches;
}

;// CONCATENATED MODULE: ./lib/adapters/volume/trash.js







async function trash(processes, layout, ids) {
    const trashed = [];
    const beingRead = [];
    for (const id of ids) {
        const claim = await claimSnapshot(processes, layout, id);
        if (claim === undefined) {
            beingRead.push(id);
            continue;
        }
        try {
            renameSurely(layout.snapshot(id), (0,external_node_path_.join)(layout.trash, id));
            trashed.push(id);
        }
        finally {
            (0,external_node_fs_.closeSync)(claim);
        }
    }
    if (trashed.length === 0)
        return { trashed, beingRead };
    durable_syncPath(layout.series);
    durable_syncPath(layout.trash);
    for (const id of trashed)
        for (const file of [layout.record(id), layout.manifest(id)])
            removeFile(file);
    durable_syncPath(layout.records);
    return { trashed, beingRead };
}
async function isBeingRead(processes, layout, id) {
    try {
        const claim = await claimSnapshot(processes, layout, id);
        if (claim === undefined)
            return true;
        (0,external_node_fs_.closeSync)(claim);
        return false;
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) === 'ENOENT' || (0,core_failure/* codeOf */.$N)(error) === 'EACCES' || (0,core_failure/* codeOf */.$N)(error) === 'EROFS')
            return false;
        throw error;
    }
}
async function claimSnapshot(processes, layout, id) {
    const fd = (0,external_node_fs_.openSync)(layout.record(id), own_file/* readAndWriteFlags */.sj);
    try {
        if (await tryLock(processes, fd))
            return fd;
        (0,external_node_fs_.closeSync)(fd);
        return undefined;
    }
    catch (error) {
        (0,external_node_fs_.closeSync)(fd);
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/series-page.js




function writePage(layout, html) {
    const { page, pageAside } = layout;
    if ((0,external_node_fs_.lstatSync)(page, { throwIfNoEntry: false }) !== undefined && !isOurs(page)) {
        throw foreignPage(page);
    }
    durable_writeDurably(pageAside, [html]);
    renameSurely(pageAside, page);
}
const hasPage = ({ page }) => (0,external_node_fs_.lstatSync)(page, { throwIfNoEntry: false }) !== undefined && isOurs(page);
const foreignPage = (page) => new core_failure/* Failure */.HR('volume', `${page} is not a page that this program wrote, so it is not replaced. Move it away, or leave the page out.`);
function isOurs(page) {
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(page, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) === 'ELOOP')
            return false;
        throw error;
    }
    try {
        const start = Buffer.alloc(200);
        const read = (0,external_node_fs_.readSync)(fd, start, 0, start.length, 0);
        return start.toString('latin1', 0, read).includes(pageMark);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) === 'EISDIR')
            return false;
        throw error;
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/usage.js








const mostUsageBytes = 16 * 1024 * 1024;
async function countSeries(series, snapshots, mayKeep) {
    const ofSnapshots = isWoven(snapshots)
        ? await series.diskUse(snapshots.map(({ id }) => id))
        : await countSteps(series, snapshots, mayKeep);
    return ofSnapshots + (await series.ownUse());
}
async function countAdded(series, snapshots, added) {
    if (!isWoven(snapshots))
        await countSteps(series, snapshots, true, added);
}
async function countSteps(series, snapshots, mayKeep, added) {
    const text = await series.kept();
    const kept = readKept(text);
    const hasClones = snapshots.some(({ record }) => record?.clones !== undefined);
    const steps = {};
    let sum = 0;
    for (const [index, { id, record }] of snapshots.entries()) {
        const after = snapshots[index - 1]?.id ?? '';
        const brought = added?.id === id && record?.base?.id === after ? added.bytes : undefined;
        const known = added?.recount === true ? undefined : (knownStep(kept[id], record, after) ?? brought);
        const bytes = known ?? (await walkStep(series, id, after, hasClones));
        steps[id] = { after, bytes };
        sum += bytes;
    }
    const counted = `${JSON.stringify(steps)}\n`;
    if (mayKeep && counted !== text)
        await series.keep(counted);
    return sum;
}
function localCounted(processes, layout) {
    const file = (0,external_node_path_.join)(layout.own, 'usage.json');
    return {
        kept: () => Promise.resolve(textOf(file)),
        keep: text => {
            try {
                if ((0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.isDirectory() !== true)
                    durable_writeDurably(file, [text]);
            }
            catch (error) {
                if ((0,core_failure/* codeOf */.$N)(error) === undefined)
                    throw error;
            }
            return Promise.resolve();
        },
        inodes: async (id, hasClones) => (await inodesOf(processes, layout.series, [id], () => hasClones)).flat(),
        diskUse: ids => diskUsage(processes, layout.series, ids),
        ownUse: () => ownUsage(processes, layout)
    };
}
async function ownUsage(processes, { series, latest, page }) {
    const blocks = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.blocks ?? 0;
    return (await diskUsage(processes, series, [ownDirectory])) + (blocks(series) + blocks(latest) + blocks(page)) * 512;
}
function isWoven(snapshots) {
    const order = new Map(snapshots.map(({ id }, index) => [id, index]));
    return snapshots.some(({ record }, index) => {
        if (index === 0 || record === undefined)
            return false;
        const base = order.get(record.base?.id ?? '');
        return (record.linkedFrom !== undefined || record.base?.series !== undefined || (base !== undefined && base < index - 1));
    });
}
function knownStep(kept, record, after) {
    if (kept?.after === after)
        return kept.bytes;
    return after === '' ? record?.bytesOnDisk : undefined;
}
async function walkStep(series, id, after, hasClones) {
    const before = after === '' ? [] : await series.inodes(after, hasClones);
    const shared = new Set(before.map(({ ino }) => ino));
    const inodes = await series.inodes(id, hasClones);
    const held = sharedIn(before);
    return inodes.reduce((sum, inode) => (shared.has(inode.ino) ? sum : sum + bytesBeyond(inode, held)), 0);
}
async function diskUsage(processes, directory, names) {
    if (names.length === 0)
        return 0;
    const args = ['--summarize', '--total', '--block-size=1', '--', ...names];
    const result = await processes.run('du', { args, cwd: directory });
    return totalSaid(result, directory);
}
function totalSaid({ stdout, stderr }, directory) {
    const total = /(\d+)\ttotal\n$/.exec(stdout.toString('latin1'))?.[1];
    if (total === undefined) {
        throw new core_failure/* Failure */.HR('volume', `The disk use of ${directory} could not be measured: du said ${stderr.trim()}`);
    }
    return Number(total);
}
function readKept(text) {
    let value;
    try {
        value = JSON.parse(text ?? '');
    }
    catch {
        return {};
    }
    if (typeof value !== 'object' || value === null)
        return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => isStep(entry[1])));
}
function textOf(file) {
    try {
        return (0,own_file/* readOwnFile */.zx)(file, mostUsageBytes);
    }
    catch {
        return undefined;
    }
}
function isStep(value) {
    if (typeof value !== 'object' || value === null || !('after' in value) || !('bytes' in value))
        return false;
    return typeof value.after === 'string' && Number.isSafeInteger(value.bytes) && Number(value.bytes) >= 0;
}

;// CONCATENATED MODULE: ./lib/adapters/volume/local-series.js
























function localSeries(volume, name, parts) {
    const layout = seriesLayout(volume, name);
    const counted = localCounted(parts.processes, layout);
    let held;
    const holdOwn = (...names) => holdDirectory(volume, [...name.split('/'), ownDirectory, ...names]);
    const snapshotIds = () => removal_namesIn(layout.series).filter(id => isSnapshotId(id) && isDirectory(layout.snapshot(id)));
    const listing = () => oldestFirst(snapshotIds()).flatMap(id => listed(layout, id) ?? []);
    return {
        name,
        path: layout.series,
        lock: async (holder, timeoutMs, onWait) => {
            makeSeries(volume, name);
            held = await lockFile(parts.processes, layout.lock, holder, timeoutMs, onWait);
            return {
                release: () => {
                    held?.release();
                    held = undefined;
                    return Promise.resolve();
                }
            };
        },
        clear: () => clear(holdOwn, layout, parts),
        list: () => Promise.resolve(listing().reverse()),
        lost: () => Promise.resolve(lostTrees(layout)),
        latest: () => Promise.resolve(latestState(layout)),
        pointLatest: id => {
            pointLatest(layout, id);
            return Promise.resolve();
        },
        takenIds: () => {
            const own = [layout.partial, layout.trash].flatMap(removal_namesIn);
            const records = removal_namesIn(layout.records).map(file => file.replace(/\.json$/, ''));
            return Promise.resolve(new Set([...removal_namesIn(layout.series), ...own, ...records]));
        },
        manifest: id => manifest_file_readManifest(layout, name, id),
        tree: id => storedTree(layout.snapshot(id), parts.pool),
        read: id => readSnapshot(parts.processes, layout, id),
        inodes: ids => inodesOf(parts.processes, layout.series, ids, () => hasClones(listing())),
        isBeingRead: id => isBeingRead(parts.processes, layout, id),
        trash: ids => trash(parts.processes, layout, ids),
        emptyTrash: async () => {
            const left = await removeTrash(holdOwn, parts);
            const inodes = left.length === 0 ? [] : (await inodesOf(parts.processes, layout.own, ['trash'])).flat();
            return { left, leftInodes: new Set(inodes.map(({ ino }) => ino)) };
        },
        begin: id => {
            if (held === undefined)
                throw new Error('a tree is only begun under the lock');
            const partial = holdOwn('partial');
            try {
                (0,external_node_fs_.mkdirSync)(partial.at(id), { mode: 0o700 });
            }
            finally {
                partial.close();
            }
            const where = { volume, series: name, layout, id, lockFd: held.fd };
            return Promise.resolve(localPartial(where, parts));
        },
        bytesOnDisk: () => countSeries(counted, listing(), held !== undefined),
        countAdded: async (added) => {
            if (held === undefined)
                throw new Error('what was counted is only kept under the lock');
            await countAdded(counted, listing(), added);
        },
        device: () => Promise.resolve(String((0,external_node_fs_.lstatSync)(layout.series, { bigint: true }).dev)),
        sharing: inodes => shared_names_namesOf(parts.processes, layout, snapshotIds(), inodes),
        hasPage: () => Promise.resolve().then(() => hasPage(layout)),
        writePage: html => Promise.resolve().then(() => {
            writePage(layout, html);
        }),
        sourceIndex: () => sourceIndex(layout),
        keepSourceIndex: (index, after) => keepSourceIndex(layout, index, after),
        knownDamage: () => Promise.resolve(knownDamage(layout)),
        keepDamage: damaged => {
            if (held === undefined)
                throw new Error('what is known of damage is only written under the lock');
            keepDamage(layout, damaged);
            return Promise.resolve();
        }
    };
}
const hasClones = (snapshots) => snapshots.some(({ record }) => record?.clones !== undefined);
function makeSeries(volume, name) {
    const own = holdDirectory(volume, [...name.split('/'), ownDirectory], directoryMode);
    try {
        for (const place of ['records', 'manifests', 'partial', 'trash'])
            own.make(place, directoryMode);
    }
    finally {
        own.close();
    }
}
const directoryMode = 0o775;
async function clear(holdOwn, layout, parts) {
    const held = [];
    const hold = (...names) => {
        const directory = holdOwn(...names);
        held.push(directory);
        return directory;
    };
    try {
        const [partial, trash, records, manifests] = [hold('partial'), hold('trash'), hold('records'), hold('manifests')];
        const [begun, trashed] = [partial.names(), trash.names()];
        for (const id of [...begun, ...trashed]) {
            if (isDirectory(layout.snapshot(id)))
                continue;
            for (const file of [records.at(`${id}.json`), manifests.at(`${id}.mtree.gz`)])
                removeFile(file);
        }
        const left = [
            ...(await removeTrees(parts.processes, partial, begun)),
            ...(await removeTrees(parts.processes, trash, trashed))
        ];
        for (const directory of [records, manifests, hold()]) {
            const aside = directory.names().filter(name => name.endsWith('.tmp'));
            left.push(...(await removeTrees(parts.processes, directory, aside)));
        }
        return { begun, left };
    }
    finally {
        for (const directory of held)
            directory.close();
    }
}
async function removeTrash(holdOwn, parts) {
    const trash = holdOwn('trash');
    try {
        return await removeTrees(parts.processes, trash, trash.names());
    }
    finally {
        trash.close();
    }
}
function listed(layout, id) {
    try {
        return judgeRecord(id, (0,own_file/* readOwnFile */.zx)(layout.record(id), mostRecordBytes));
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) !== 'ENOENT')
            return { id, damage: (0,core_failure/* messageOf */.bD)(error) };
        return isDirectory(layout.snapshot(id)) ? { id } : undefined;
    }
}
function latestState(layout) {
    const stat = (0,external_node_fs_.lstatSync)(layout.latest, { throwIfNoEntry: false });
    if (stat === undefined)
        return { state: 'absent', target: '' };
    if (stat.isSymbolicLink())
        return { state: 'link', target: (0,external_node_fs_.readlinkSync)(layout.latest) };
    return { state: 'blocked', target: stat.isDirectory() ? 'a directory' : 'a file' };
}
function pointLatest(layout, id) {
    const aside = (0,external_node_path_.join)(layout.own, 'latest.tmp');
    (0,external_node_fs_.rmSync)(aside, { force: true });
    (0,external_node_fs_.symlinkSync)(id, aside);
    renameSurely(aside, layout.latest);
    durable_syncPath(layout.series);
}
const isDirectory = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

;// CONCATENATED MODULE: ./lib/adapters/volume/series-names.js





const series_names_deepest = 512;
function seriesIn(volume) {
    const found = [];
    const visit = (directory, name, depth) => {
        if (depth > series_names_deepest)
            return;
        for (const entry of directoriesIn(directory)) {
            if (entry.name === ownDirectory && name !== '')
                found.push(name);
            else if (!entry.name.startsWith('.') && !isSnapshotId(entry.name)) {
                visit((0,external_node_path_.join)(directory, entry.name), name === '' ? entry.name : `${name}/${entry.name}`, depth + 1);
            }
        }
    };
    visit(volume, '', 0);
    return found.sort();
}
function directoriesIn(directory) {
    try {
        return (0,external_node_fs_.readdirSync)(directory, { withFileTypes: true }).filter(entry => entry.isDirectory());
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) === 'EACCES' || (0,core_failure/* codeOf */.$N)(error) === 'ENOENT')
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/volume-places.js





function placesOf(path, mounts) {
    const own = (0,volume_mounts/* mountOf */.vI)(mounts, path);
    if (own === undefined)
        return [path];
    const inFilesystem = (0,byte_path/* joinPath */.uJ)(own.root, pathBelow(own.mountPoint, path));
    const others = mounts
        .filter(({ device }) => device === own.device)
        .flatMap(({ root, mountPoint }) => {
        if (isWithin(root, inFilesystem))
            return [{ shows: path, at: (0,byte_path/* joinPath */.uJ)(mountPoint, pathBelow(root, inFilesystem)) }];
        if (!isWithin(inFilesystem, root))
            return [];
        return [{ shows: (0,byte_path/* joinPath */.uJ)(path, pathBelow(inFilesystem, root)), at: mountPoint }];
    })
        .filter(({ shows, at }) => at !== shows && isSame(shows, at));
    return [...new Set([path, ...others.map(({ at }) => at)])];
}
function isSame(a, b) {
    const [one, other] = [volume_places_identity(a), volume_places_identity(b)];
    return one !== undefined && one === other;
}
function volume_places_identity(path) {
    try {
        const { dev, ino } = (0,external_node_fs_.statSync)((0,byte_path/* fsPath */.Jk)(path), { bigint: true });
        return `${dev} ${ino}`;
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((0,core_failure/* codeOf */.$N)(error) ?? ''))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/local-volume.js













function localVolume(path, parts) {
    const realPath = () => {
        try {
            return (0,byte_path/* pathFromBytes */.nP)(external_node_fs_.realpathSync.native(path, { encoding: 'buffer' }));
        }
        catch (error) {
            const code = (0,core_failure/* codeOf */.$N)(error);
            if (code === 'ENOENT' || code === 'ENOTDIR')
                return undefined;
            throw error;
        }
    };
    return {
        name: path,
        places: () => Promise.resolve().then(() => {
            const real = realPath();
            return real === undefined ? [] : placesOf(real, (0,volume_mounts/* readMounts */.bq)());
        }),
        state: () => Promise.resolve(volumeState(path, realPath() ?? (0,byte_path/* pathFromText */.pQ)(path))),
        mark: text => {
            durable_writeDurably((0,external_node_path_.join)(path, markerName), [text]);
            durable_syncPath(path);
            return Promise.resolve();
        },
        isSlowToAnswer: false,
        probeLinks: () => Promise.resolve(probeLinks(path, parts.isRoot)),
        free: () => Promise.resolve(freeOn(path)),
        series: name => localSeries(path, name, parts),
        seriesNames: () => Promise.resolve(seriesIn(path))
    };
}
function volumeState(path, realPath) {
    const stat = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    return {
        kind: stat === undefined ? 'missing' : stat.isDirectory() ? 'directory' : 'not-a-directory',
        isWritable: isWritable(path),
        ...(0,volume_mounts/* standing */.JA)((0,volume_mounts/* readMounts */.bq)(), realPath),
        marker: markerState(path)
    };
}
function markerState(path) {
    let text;
    try {
        text = (0,own_file/* readOwnFile */.zx)((0,external_node_path_.join)(path, markerName), mostMarkerBytes);
    }
    catch (error) {
        const code = (0,core_failure/* codeOf */.$N)(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return { state: 'absent' };
        return { state: 'damaged', why: (0,core_failure/* messageOf */.bD)(error) };
    }
    return judgeMarker(text);
}
function isWritable(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK | external_node_fs_.constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}
function freeOn(path) {
    const stat = (0,external_node_fs_.statfsSync)(path);
    const free = { bytes: stat.bavail * stat.bsize, totalBytes: stat.blocks * stat.bsize };
    return stat.files === 0 ? free : { ...free, inodes: stat.ffree, totalInodes: stat.files };
}

;// CONCATENATED MODULE: ./lib/wiring/open-copies.js




function openCopies({ env, context, processes, atEnd }, parts) {
    const copies = snapshotCopies({
        processes,
        env,
        tempDir: context.tempDir,
        script: cacheScript(),
        volumeAt: directory => localVolume(directory, parts)
    });
    atEnd(() => {
        copies.close();
        return Promise.resolve();
    });
    return copies;
}
function cacheScript() {
    const source = (0,external_node_path_.join)(import.meta.dirname, '..', 'cache.ts');
    return (0,external_node_fs_.existsSync)(source) ? source : (0,external_node_path_.join)(import.meta.dirname, '..', 'cache', 'index.js');
}

;// CONCATENATED MODULE: ./lib/core/install-line.js
const families = [
    { ids: ['debian', 'ubuntu'], command: ['apt-get', 'install', '-y'] },
    { ids: ['alpine'], command: ['apk', 'add'] },
    { ids: ['fedora', 'rhel', 'centos'], command: ['dnf', 'install', '-y'] },
    { ids: ['arch'], command: ['pacman', '-S', '--noconfirm'] },
    { ids: ['suse', 'opensuse'], command: ['zypper', 'install', '-y'] }
];
function installLine(osRelease, isRoot, packages) {
    const ids = ['ID', 'ID_LIKE'].flatMap(key => install_line_valueOf(osRelease, key).split(' '));
    const family = families.find(candidate => candidate.ids.some(id => ids.includes(id)));
    if (family === undefined)
        return `install ${packages.join(' and ')} with this system's package manager`;
    const install = [...(isRoot ? [] : ['sudo']), ...family.command, ...packages].join(' ');
    if (family.command[0] !== 'apt-get')
        return install;
    return `${isRoot ? '' : 'sudo '}apt-get update && ${install}`;
}
function install_line_valueOf(osRelease, key) {
    const line = osRelease.split('\n').find(text => text.startsWith(`${key}=`)) ?? '';
    return line.slice(key.length + 1).replace(/^(["'])(.*)\1$/, '$2');
}

;// CONCATENATED MODULE: ./lib/adapters/tool-suite.js


function fileOfTool(tool, path) {
    for (const directory of path.split(':')) {
        if (!directory.startsWith('/'))
            return undefined;
        const file = (0,external_node_path_.join)(directory, tool);
        try {
            (0,external_node_fs_.accessSync)(file, external_node_fs_.constants.X_OK);
            if ((0,external_node_fs_.statSync)(file).isFile())
                return file;
        }
        catch {
        }
    }
    return undefined;
}
function strangersTo(witness, tools, path) {
    const known = fileOfTool(witness, path);
    if (known === undefined)
        return tools;
    return tools.filter(tool => {
        const file = fileOfTool(tool, path);
        if (file === undefined || (0,external_node_path_.dirname)(file) !== (0,external_node_path_.dirname)(known))
            return true;
        try {
            const real = (0,external_node_fs_.realpathSync)(file);
            return (0,external_node_path_.basename)(real) !== tool && real !== (0,external_node_fs_.realpathSync)(known);
        }
        catch {
            return true;
        }
    });
}

;// CONCATENATED MODULE: ./lib/adapters/local-machine.js






const tools = [
    { tool: 'flock', from: 'util-linux', sign: 'util-linux' },
    { tool: 'find', from: 'findutils', sign: 'findutils', others: ['xargs'] },
    { tool: 'touch', from: 'coreutils', sign: 'coreutils', others: ['rm', 'sync', 'du'] }
];
const restoringTools = [{ tool: 'tar', from: 'tar', sign: 'GNU tar' }];
const toAsk = (all, path) => all.flatMap(suite => [suite, ...strangersTo(suite.tool, suite.others ?? [], path).map(tool => ({ ...suite, tool }))]);
function localMachine(env) {
    const isRoot = process.getuid?.() === 0;
    const ask = (tool) => textOfVersion(tool, (0,adapters_process/* cleanEnvironment */.hh)(env));
    return {
        isRoot,
        rsync: async () => {
            const answer = await ask('rsync');
            if (answer === undefined)
                return { state: 'absent' };
            const version = parseRsyncVersion(answer);
            return version === undefined ? { state: 'unknown', text: answer.slice(0, 200) } : { state: 'present', version };
        },
        missingPackages: async (purpose) => {
            const needed = toAsk(purpose === 'restoring' ? [...tools, ...restoringTools] : tools, env.PATH ?? '');
            const answers = await Promise.all(needed.map(async ({ tool, sign }) => (await ask(tool))?.includes(sign) === true));
            return [...new Set(needed.filter((_, index) => answers[index] !== true).map(({ from }) => from))];
        },
        installLine: packages => Promise.resolve(installLine(osRelease(), isRoot, packages))
    };
}
const textOfVersion = (tool, env) => new Promise((resolve, reject) => {
    const child = (0,external_node_child_process_.execFile)(tool, ['--version'], { env }, (error, stdout) => {
        if (error === null || typeof error.code === 'number')
            resolve(stdout);
        else if (error.code === 'ENOENT' || error.code === 'EACCES')
            resolve(undefined);
        else
            reject(new Error(`${tool} could not be asked for its version`, { cause: error }));
    });
    child.stdin?.end();
});
function osRelease() {
    for (const file of ['/etc/os-release', '/usr/lib/os-release']) {
        try {
            return (0,external_node_fs_.readFileSync)(file, 'utf8');
        }
        catch {
        }
    }
    return '';
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./lib/adapters/ssh/channel.js

const silenceSeconds = 120;
const beatMs = 10_000;
function openChannel(processes, program, args, env) {
    const input = new Pushed();
    const kill = new AbortController();
    const messages = [];
    let wake = () => undefined;
    let isOver = false;
    let rest = '';
    let onPiece;
    const beat = setInterval(() => {
        void input.push('.');
    }, beatMs);
    beat.unref();
    const ended = processes
        .run(program, {
        args,
        env,
        input,
        end: kill.signal,
        onStdout: piece => {
            if (onPiece !== undefined) {
                onPiece(piece);
                return;
            }
            const parts = (rest + piece.toString('latin1')).split('\0');
            rest = parts.pop() ?? '';
            messages.push(...parts);
            wake();
        }
    })
        .finally(() => {
        clearInterval(beat);
        isOver = true;
        wake();
    });
    ended.catch(() => undefined);
    return {
        ended,
        get isOver() {
            return isOver;
        },
        next: async () => {
            while (messages.length === 0 && !isOver) {
                await new Promise(resolve => {
                    wake = resolve;
                });
            }
            const message = messages.shift();
            return message === undefined ? undefined : external_node_buffer_.Buffer.from(message, 'latin1').toString('utf8');
        },
        takeOver: take => {
            onPiece = take;
            const come = [...messages, rest].join('\0');
            if (come !== '')
                take(external_node_buffer_.Buffer.from(come, 'latin1'));
        },
        send: pieces => input.push(external_node_buffer_.Buffer.concat(pieces.map(piece => (typeof piece === 'string' ? external_node_buffer_.Buffer.from(piece) : piece)))),
        kill: async () => {
            input.finish();
            kill.abort();
            await ended.catch(() => undefined);
        },
        end: async () => {
            input.finish();
            const patience = setTimeout(() => {
                kill.abort();
            }, endMs);
            try {
                await ended;
            }
            catch {
            }
            finally {
                clearTimeout(patience);
            }
        }
    };
}
const endMs = 3000;
class Pushed {
    #pieces = [];
    #wake = () => undefined;
    #isFinished = false;
    push(bytes) {
        return new Promise(taken => {
            this.#pieces.push({ bytes: typeof bytes === 'string' ? external_node_buffer_.Buffer.from(bytes) : bytes, taken });
            this.#wake();
        });
    }
    finish() {
        this.#isFinished = true;
        this.#wake();
    }
    async *[Symbol.asyncIterator]() {
        for (;;) {
            const piece = this.#pieces.shift();
            if (piece !== undefined) {
                piece.taken();
                yield piece.bytes;
            }
            else if (this.#isFinished)
                return;
            else {
                await new Promise(resolve => {
                    this.#wake = resolve;
                });
            }
        }
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/private-files.js



const private_files_fits = (directory) => directory.length <= 60 && /^[A-Za-z0-9/._-]+$/.test(directory);
const keepAlive = { seconds: 10, count: 3 };
const connectSeconds = 20;
function privateFiles(tempDir, address, access) {
    const directory = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(private_files_fits(tempDir) ? tempDir : (0,external_node_os_.tmpdir)(), 'snapshot-ssh-'));
    try {
        const keyFile = fileFor(directory, 'key', access.key);
        const hostsFile = fileFor(directory, 'given_hosts', access.knownHosts);
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, 'known_hosts'), '', { mode: 0o600 });
        const config = (0,external_node_path_.join)(directory, 'config');
        (0,external_node_fs_.writeFileSync)(config, configText(directory, address, access.strict, keyFile, hostsFile), { mode: 0o600 });
        return {
            directory,
            config,
            forgetKey: () => {
                (0,external_node_fs_.rmSync)((0,external_node_path_.join)(directory, 'key'), { force: true });
            },
            remove: () => {
                (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
            }
        };
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
        throw error;
    }
}
function fileFor(directory, name, given) {
    if (given === undefined)
        return undefined;
    if ('file' in given)
        return given.file;
    const file = (0,external_node_path_.join)(directory, name);
    (0,external_node_fs_.writeFileSync)(file, given.text, { mode: 0o600, flag: 'wx' });
    return file;
}
function configText(directory, { user, host, port }, strict, key, knownHosts) {
    const there = [
        `ControlPath ${(0,external_node_path_.join)(directory, 'c')}`,
        'RemoteCommand none',
        ...(user === undefined ? [] : [`User ${user}`]),
        ...(port === undefined ? [] : [`Port ${port}`]),
        ...(key === undefined ? [] : [`IdentityFile ${private_files_quoted(key)}`, 'IdentitiesOnly yes'])
    ];
    const anywhere = [
        'ControlPath none',
        'ControlMaster no',
        'ControlPersist no',
        'BatchMode yes',
        `StrictHostKeyChecking ${strict ? 'yes' : 'accept-new'}`,
        `ConnectTimeout ${connectSeconds}`,
        `ServerAliveInterval ${keepAlive.seconds}`,
        `ServerAliveCountMax ${keepAlive.count}`,
        'EscapeChar none',
        'RequestTTY no',
        'PermitLocalCommand no',
        'ForwardAgent no',
        'ForwardX11 no',
        'ClearAllForwardings yes',
        [
            `UserKnownHostsFile ${(0,external_node_path_.join)(directory, 'known_hosts')}`,
            ...(knownHosts === undefined ? [] : [private_files_quoted(knownHosts)]),
            '~/.ssh/known_hosts',
            '~/.ssh/known_hosts2'
        ].join(' ')
    ];
    const section = (hosts, lines) => [
        `Host ${hosts}`,
        ...lines.map(line => `  ${line}`)
    ];
    return [
        ...section(host, there),
        ...section('*', anywhere),
        'Include ~/.ssh/config',
        'Include /etc/ssh/ssh_config',
        ''
    ].join('\n');
}
const private_files_quoted = (path) => `"${path.replaceAll('%', '%%')}"`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-room.js
class FarRoom {
    #said;
    said(answer) {
        this.#said = answer;
    }
    changes() {
        this.#said = undefined;
    }
    take() {
        const said = this.#said;
        this.#said = undefined;
        return said;
    }
}

;// CONCATENATED MODULE: ./lib/core/far-command.js


const prelude = 'set -u\numask o-w\nLC_ALL=C\nexport LC_ALL\nPATH=$PATH:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin\nexport PATH\n';
const far_command_opener = `exec sh -c 'eval "$(printf %s "$0" | base64 -d)"'`;
const farCommand = (script, values) => `${far_command_opener} ${external_node_buffer_.Buffer.from(farScript(script, values), 'utf8').toString('base64')}`;
function farScript(script, { list, ...values }) {
    const assignments = Object.entries(values).map(([name, value]) => `${name}=${shellWord(String(value))}\n`);
    const parameters = list === undefined ? '' : `set -- ${list.map(shellWord).join(' ')}\n`;
    return `${prelude}${assignments.join('')}${parameters}${script}`;
}
const farOpener = (/* unused pure expression or super */ null && (far_command_opener));

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-answer.js


class FarAnswer {
    result;
    #mark;
    #take;
    #stdout = [];
    #resolve;
    #rest = external_node_buffer_.Buffer.alloc(0);
    #isOutput = true;
    #status;
    #toCome = 0;
    #said = '';
    constructor(token, onStdout) {
        this.#mark = external_node_buffer_.Buffer.from(`\0${token} `);
        this.#take = onStdout ?? (piece => this.#stdout.push(piece));
        this.result = new Promise(resolve => {
            this.#resolve = resolve;
        });
    }
    push(piece) {
        this.#rest = this.#rest.length === 0 ? piece : external_node_buffer_.Buffer.concat([this.#rest, piece]);
        if (this.#isOutput)
            this.#output();
        return this.#isOutput ? undefined : this.#end();
    }
    #output() {
        const at = this.#rest.indexOf(this.#mark);
        const end = at === -1 ? Math.max(0, this.#rest.length - this.#mark.length + 1) : at;
        if (end > 0)
            this.#take(this.#rest.subarray(0, end));
        this.#rest = this.#rest.subarray(at === -1 ? end : end + this.#mark.length);
        this.#isOutput = at === -1;
    }
    #end() {
        if (this.#status === undefined) {
            const newline = this.#rest.indexOf('\n');
            if (newline === -1)
                return undefined;
            const [status = NaN, length = NaN] = this.#rest.subarray(0, newline).toString('latin1').split(' ').map(Number);
            this.#status = status;
            this.#toCome = length;
            this.#rest = this.#rest.subarray(newline + 1);
        }
        const [said, after] = [this.#rest.subarray(0, this.#toCome), this.#rest.subarray(this.#toCome)];
        this.#toCome -= said.length;
        if (this.#said.length < adapters_process/* stderrLimit */.c3)
            this.#said += said.toString('latin1', 0, adapters_process/* stderrLimit */.c3);
        this.#rest = external_node_buffer_.Buffer.alloc(0);
        if (this.#toCome > 0)
            return undefined;
        const stderr = this.#said.slice(0, adapters_process/* stderrLimit */.c3);
        this.#resolve({ status: this.#status, stdout: external_node_buffer_.Buffer.concat(this.#stdout), stderr });
        return after;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-shell.js




class FarShell {
    #channel;
    #answers = [];
    #sent = Promise.resolve();
    constructor(channel) {
        this.#channel = channel;
    }
    listen() {
        this.#channel.takeOver(piece => {
            let rest = piece;
            while (rest !== undefined && rest.length > 0) {
                rest = this.#answers[0]?.push(rest);
                if (rest !== undefined)
                    this.#answers.shift();
            }
        });
        return this;
    }
    get isFree() {
        return this.#answers.length === 0 && !this.isOver;
    }
    get isOver() {
        return this.#channel.isOver;
    }
    get sent() {
        return Promise.race([this.#sent, this.#channel.ended.catch(() => undefined)]);
    }
    async run(script, values, { input, onStdout }) {
        const token = (0,external_node_crypto_namespaceObject.randomBytes)(16).toString('hex');
        const answer = new FarAnswer(token, onStdout);
        this.#answers.push(answer);
        const text = external_node_buffer_.Buffer.from(farScript(script, values));
        const asked = this.#sent.then(() => this.#ask(token, text, input ?? []));
        this.#sent = asked.catch(() => undefined);
        try {
            await Promise.race([asked, this.#channel.ended]);
            return await Promise.race([answer.result, this.#channel.ended.then(() => undefined)]);
        }
        catch (error) {
            void this.#channel.kill();
            throw error;
        }
    }
    async #ask(token, script, input) {
        await this.#channel.send([`${token} ${script.length}\n`, script]);
        for await (const piece of input)
            if (piece.length > 0)
                await this.#channel.send([`${piece.length}\n`, piece]);
        await this.#channel.send(['0\n']);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/trouble.js





const sshFailed = 255;
const keyscan = ({ host, port }) => `ssh-keyscan ${port === undefined ? '' : `-p ${port} `}${shellWord(host)}`;
const sessionRefused = /Session open refused by peer|open failed: connect failed|administratively prohibited/;
const isSessionRefused = (said) => sessionRefused.test(said);
const trouble_known = [
    {
        said: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
        tell: address => `The host key of ${hostText(address)} is not the one that is known: either that machine was set up anew, or somebody else answers for it. Nothing was sent. Ask its administrator for the new key, and only then put it in the place of the old one ("ssh-known-hosts", or ~/.ssh/known_hosts of this user).`
    },
    {
        said: /No \S+ host key is known for|Host key verification failed/,
        tell: address => `The host key of ${hostText(address)} is not known here, so it could be any machine. Nothing was sent. Give the key as "ssh-known-hosts"; this prints what the machine says of itself, to be compared with what its administrator says:\n  ${keyscan(address)}`
    },
    {
        said: /Load key "[^"]*": (error in libcrypto|invalid format|incorrect passphrase[^\n]*|[^\n]*)/,
        tell: (address, [, why = '']) => `The key for ${hostText(address)} cannot be used (${(0,display/* showText */.h$)(why)}). It has to be a private key that OpenSSH reads, whole with its line breaks, and without a passphrase.`
    },
    {
        said: /Permission denied \(([^)]*)\)/,
        tell: (address, [, methods = '']) => `${hostText(address)} does not let us in with the key that we have (it takes ${(0,display/* showText */.h$)(methods)}). Is the public part of "ssh-key" in ~/.ssh/authorized_keys of that account, in one line, and is it that user? See what the machine makes of it:\n  ${sshCall(address, '-v')} true`
    },
    {
        said: /Too many authentication failures/,
        tell: address => `${hostText(address)} hung up, because too many keys of the agent were tried before the right one. Give the one that it takes as "ssh-key".`
    },
    {
        said: /Could not resolve hostname ([^\n]*?): ([^\n]*)/,
        tell: (address, [, , why = '']) => `The host ${(0,display/* inBackticks */.Zw)((0,display/* showText */.h$)(address.host))} of the volume is not found (${(0,display/* showText */.h$)(why)}). Is its name right, and does this machine's name service know it?`
    },
    {
        said: /Connection refused/,
        tell: address => `${hostText(address)} refuses the connection: no ssh server listens there. Is it running, and is this its port? ssh://user@host:port/path says another one.`
    },
    {
        said: /(Connection timed out|No route to host|Network is unreachable|Operation timed out)/,
        tell: (address, [, why = '']) => `${hostText(address)} does not answer (${why}). Is the machine up, and is there a way to it from this one: network, VPN, firewall?`
    },
    {
        said: /Timeout, server [^\n]*not responding/,
        tell: address => `${hostText(address)} stopped answering: nothing came for ${keepAlive.seconds * keepAlive.count} seconds, and the connection was given up.`
    },
    {
        said: sessionRefused,
        tell: address => `${hostText(address)} refuses to run several commands over one connection. Set MaxSessions to 10, its default, in sshd_config there.`
    },
    {
        said: /command not found|No such file or directory: sh|not found/,
        tell: address => `The account ${hostText(address)} cannot run a POSIX shell. It takes a login shell that runs commands, such as sh or bash, and the coreutils.`
    }
];
function connectionFailure(address, said, isOpen) {
    const message = trouble_words(address, said.replaceAll('\r', ''), isOpen);
    return isOpen ? new core_failure/* Unreachable */.LL('volume', message) : new core_failure/* Failure */.HR('volume', message);
}
function trouble_words(address, said, isOpen) {
    for (const { said: form, tell } of trouble_known) {
        const match = form.exec(said);
        if (match !== null)
            return `${tell(address, match)}${isOpen ? afterwards : ''}`;
    }
    const last = firstLines(said);
    return isOpen
        ? `The connection to ${hostText(address)} was lost${last === '' ? '' : ` (${last})`}.${afterwards}`
        : `${hostText(address)} cannot be reached over ssh${last === '' ? '' : `: ${last}`}. Try it by hand:\n  ${sshCall(address)} true`;
}
const afterwards = '\nWhat was stored before is as it was, and what was begun there is cleared by the next run. If this run had published its snapshot already, it is listed.';
function firstLines(said) {
    const lines = said
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '' && !/^(Warning: Permanently added|debug\d:|Shared connection to)/.test(line));
    return (0,display/* showText */.h$)(lines.slice(-3).join('; '), 400);
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/last-words.js

const patienceMs = 1500;
async function endOf(master) {
    let timer;
    const late = new Promise(resolve => {
        timer = setTimeout(() => {
            resolve(undefined);
        }, patienceMs);
    });
    try {
        return await Promise.race([master.ended, late]);
    }
    finally {
        clearTimeout(timer);
    }
}
async function lastWords(master, otherwise) {
    const said = (await endOf(master))?.stderr ?? '';
    return said === '' ? otherwise : said;
}
async function isRefused({ ended, isOver }) {
    if (!isOver)
        return false;
    try {
        return isSessionRefused((await ended).stderr);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/greeting.js







async function greet(address, shell, master) {
    const hear = () => heard(address, shell, master);
    const noise = await hear();
    if (noise !== '')
        throw noisy(address, noise);
    const first = await hear();
    if (first !== 'hello')
        throw noisy(address, first);
    const [uid, osRelease, rsync] = [await hear(), await hear(), await hear()];
    const [tar, missing] = [await hear(), await hear()];
    await hear();
    const version = parseRsyncVersion(rsync);
    const known = { isRoot: uid === '0', osRelease, hasGnuTar: tar.includes('GNU tar') };
    const far = version === undefined ? known : { ...known, rsync: version };
    const packages = [...new Set(missing.split(' ').filter(name => name !== ''))].sort();
    if (packages.length > 0) {
        throw new core_failure/* Failure */.HR('volume', `On ${hostText(address)}, tools of ${packages.join(', ')} that lock, measure, link and delete are missing, or lack the options that are needed. Install them there with:\n  ${installLine(osRelease, far.isRoot, packages)}`);
    }
    return far;
}
async function heard(address, shell, master) {
    const message = await shell.next();
    if (message !== undefined)
        return message;
    const said = await shell.ended.then(({ stderr }) => stderr, (error) => {
        if ((0,core_failure/* codeOf */.$N)(error) === 'ENOENT')
            return 'sh: command not found';
        throw error;
    });
    throw connectionFailure(address, isSessionRefused(said) ? said : await lastWords(master, said), false);
}
async function notConnected(address, master) {
    try {
        const { stderr } = await master.ended;
        return connectionFailure(address, stderr, false);
    }
    catch (error) {
        if ((0,core_failure/* codeOf */.$N)(error) !== 'ENOENT')
            return error;
        return new core_failure/* Failure */.HR('volume', 'There is no ssh on this machine, with which the volume is to be reached. Install it (Debian and Ubuntu: openssh-client; Fedora: openssh-clients).', { cause: error });
    }
}
const noisy = (address, noise) => new core_failure/* Failure */.HR('volume', `The account ${hostText(address)} prints something at every login (${(0,display/* showText */.h$)(noise.trim(), 100)}), in which no answer is to be found. Keep the shell's startup files (.bashrc, .cshrc, …) silent where there is no terminal.`);

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/serve.js
const serve_bytes = `bytes() { dd bs="$1" count=1 iflag=fullblock 2>/dev/null; }
`;
const waiting = `${serve_bytes}printf 'ready\\0'
IFS= read -r size || exit 0
script=$(bytes "\${size##*.}")
eval "$script"
`;
const serve = `exec 3>&1
${serve_bytes}pieces() {
  while IFS= read -r size; do
    size=\${size##*.}
    if [ "$size" = 0 ]; then return; fi
    bytes "$size"
  done
}
while IFS= read -r request; do
  request=\${request##*.}
  token=\${request%% *}
  script=$(bytes "\${request#* }")
  said=$({ pieces | { (eval "$script"); status=$?; cat >/dev/null; exit "$status"; } >&3; } 2>&1)
  status=$?
  printf '\\0%s %s %s\\n%s' "$token" "$status" "\${#said}" "$said"
done
`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/hello.js

const hello_tools = [
    'flock:util-linux:util-linux',
    'find:findutils:findutils',
    'xargs:findutils:findutils',
    'stat:coreutils:coreutils',
    'sync:coreutils:coreutils',
    'cp:coreutils:coreutils',
    'mv:coreutils:coreutils',
    'rm:coreutils:coreutils',
    'du:coreutils:coreutils',
    'dd:coreutils:coreutils',
    'touch:coreutils:coreutils',
    'sha256sum:coreutils:coreutils',
    'timeout:coreutils:coreutils'
];
const hello = `exec 4<&0 </dev/null
printf '\\0hello\\0%s\\0' "$(id -u)"
printf '%s\\0' "$(cat /etc/os-release 2>/dev/null || cat /usr/lib/os-release 2>/dev/null)"
printf '%s\\0' "$(rsync --version 2>/dev/null | head -n 3)"
printf '%s\\0' "$(tar --version 2>/dev/null | head -n 1)"
newline='
'
missing=$(
  for each in ${hello_tools.join(' ')}; do
    {
      tool=\${each%%:*}
      sign=\${each##*:}
      package=\${each#*:}
      package=\${package%:*}
      said=$("$tool" --version 2>/dev/null)
      case \${said%%"$newline"*} in
        *"$sign"* | *uutils*) ;;
        *) printf ' %s' "$package" ;;
      esac
    } &
  done
  wait
)
printf '%s\\0ready\\0' "$missing"
exec 0<&4 4<&-
${serve}`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/sessions-at-once.js
const sessions_at_once_most = 4;
class SessionsAtOnce {
    #count = 0;
    #waiting = [];
    async run(work) {
        if (this.#count < sessions_at_once_most)
            this.#count++;
        else
            await new Promise(resolve => this.#waiting.push(resolve));
        try {
            return await work();
        }
        finally {
            const next = this.#waiting.shift();
            if (next === undefined)
                this.#count--;
            else
                next();
        }
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/spare-sessions.js


class SpareSessions {
    #ready = [];
    #all = [];
    add(channel) {
        this.#all.push(channel);
        void channel.next().then(said => {
            if (said === 'ready')
                this.#ready.push(channel);
        });
    }
    get isNone() {
        return this.#all.length === 0;
    }
    take(script, values) {
        for (let channel = this.#ready.shift(); channel !== undefined; channel = this.#ready.shift()) {
            if (channel.isOver)
                continue;
            const text = external_node_buffer_.Buffer.from(farScript(script, values));
            void channel.send([`${text.length}\n`, text]);
            return channel;
        }
        return undefined;
    }
    async kill() {
        this.#ready.length = 0;
        await Promise.all(this.#all.splice(0).map(channel => channel.kill()));
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/ssh-args.js


const overIt = ['-o', 'ControlMaster=no', '-o', 'ProxyCommand=false'];
const sessionArgs = ({ config }, { host }, script, values) => ['-F', config, ...overIt, '--', host, farCommand(script, values)];
const untilWeEnd = String.raw `exec 3<&0; { cat <&3; kill "$PPID"; } >/dev/null 2>&1 & printf 'connected\0'`;
const sayWhenConnected = ['-o', 'PermitLocalCommand=yes', '-o', `LocalCommand=${untilWeEnd}`];
const rsyncLost = new Set([10, 12, 30, 35, sshFailed]);
const agentOf = (authSock) => authSock === undefined || authSock === '' ? {} : { SSH_AUTH_SOCK: authSock };

;// CONCATENATED MODULE: ./lib/adapters/ssh/connection.js














class Connection {
    address;
    scratch;
    room = new FarRoom();
    #parts;
    #files;
    #master;
    #shells;
    #spares = new SpareSessions();
    #sessions = new SessionsAtOnce();
    #far;
    #inOrder;
    #own;
    constructor(address, parts, files, master, shell) {
        this.address = address;
        this.scratch = files.directory;
        this.#parts = parts;
        this.#files = files;
        this.#master = master;
        this.#own = [shell];
        this.#inOrder = new FarShell(shell);
        this.#shells = [this.#inOrder];
    }
    static async open(address, access, parts) {
        const connection = await Connection.reach(address, access, parts);
        await connection.greeted();
        return connection;
    }
    static async reach(address, access, parts) {
        const files = privateFiles(parts.tempDir, address, access);
        const open = (...args) => openChannel(parts.processes, 'ssh', args, agentOf(parts.authSock));
        const master = open('-F', files.config, '-M', '-N', ...sayWhenConnected, '--', address.host);
        try {
            if ((await master.next()) !== 'connected')
                throw await notConnected(address, master);
            files.forgetKey();
            const session = (script) => open(...sessionArgs(files, address, script, {}));
            const connection = new Connection(address, parts, files, master, session(hello));
            for (let count = 0; count < (parts.spares ?? 0); count++)
                connection.#spares.add(session(waiting));
            return connection;
        }
        catch (error) {
            await master.kill();
            files.remove();
            throw error;
        }
    }
    async greeted() {
        try {
            this.#far = await this.#greeting(placeTries);
            this.#inOrder.listen();
        }
        catch (error) {
            await this.close();
            throw error;
        }
    }
    async #greeting(tries) {
        const [shell] = this.#own;
        try {
            return await greet(this.address, shell, this.#master);
        }
        catch (error) {
            const mayHelp = tries > 0 && (tries < placeTries || !this.#spares.isNone);
            if (!mayHelp || !(await isRefused(shell)))
                throw error;
        }
        await this.#spares.kill();
        if (tries < placeTries)
            await (0,external_node_timers_promises_namespaceObject.setTimeout)(200);
        this.#own[0] = this.#open(hello, {});
        this.#inOrder = new FarShell(this.#own[0]);
        this.#shells.splice(0, 1, this.#inOrder);
        return await this.#greeting(tries - 1);
    }
    get far() {
        if (this.#far === undefined)
            throw new Error('the far machine has not said yet what it is');
        return this.#far;
    }
    async run(script, values = {}, { isNext = false, isLong = false, ...more } = {}) {
        const others = this.#shells.filter(one => one !== this.#inOrder);
        const free = (shells) => shells.find(one => one.isFree);
        const isEarly = isLong && this.#far === undefined;
        const shell = isNext
            ? this.#orderly()
            : isEarly
                ? undefined
                : isLong
                    ? (free(others) ?? this.#anotherShell() ?? free(this.#shells))
                    : (free(this.#shells) ?? this.#anotherShell());
        if (shell !== undefined) {
            const answer = await shell.run(script, values, more);
            if (answer === undefined)
                throw await this.#lost('the shell that it ran ended');
            return answer;
        }
        const args = sessionArgs(this.#files, this.address, script, values);
        const env = agentOf(this.#parts.authSock);
        const result = await this.#sessions.run(() => this.#parts.processes.run('ssh', { ...more, args, env }));
        if (result.status !== sshFailed)
            return result;
        if (isSessionRefused(result.stderr))
            throw connectionFailure(this.address, result.stderr, true);
        throw await this.#lost(result.stderr);
    }
    async sent() {
        await this.#inOrder.sent;
    }
    hold(script, values) {
        return this.#spares.take(script, values) ?? this.#open(script, values);
    }
    async failureOf(result) {
        const isLost = result.status === sshFailed || (await endOf(this.#master)) !== undefined;
        return isLost ? await this.#lost(result.stderr) : undefined;
    }
    async rsync(args, more) {
        const shell = ['ssh', '-F', this.#files.config, ...overIt].join(' ');
        const result = await this.#parts.processes.run('rsync', {
            ...more,
            args: [`--rsh=${shell}`, ...args],
            env: agentOf(this.#parts.authSock)
        });
        const lost = rsyncLost.has(result.status) ? await this.failureOf(result) : undefined;
        if (lost !== undefined)
            throw lost;
        return result;
    }
    rsyncPath(path) {
        const { host } = this.address;
        return `${host.includes(':') ? `[${host}]` : host}:${path}`;
    }
    async close() {
        await Promise.all([this.#spares.kill(), ...this.#own.map(channel => channel.kill()), this.#master.kill()]);
        this.#files.remove();
    }
    #open(script, values) {
        const args = sessionArgs(this.#files, this.address, script, values);
        return openChannel(this.#parts.processes, 'ssh', args, agentOf(this.#parts.authSock));
    }
    #orderly() {
        if (this.#inOrder.isOver)
            this.#inOrder = this.#anotherShell() ?? this.#newShell();
        return this.#inOrder;
    }
    #newShell() {
        const channel = this.#open(serve, {});
        this.#own.push(channel);
        return this.#shellOf(channel);
    }
    #anotherShell() {
        const channel = this.#spares.take(serve, {});
        return channel && this.#shellOf(channel);
    }
    #shellOf(channel) {
        const shell = new FarShell(channel).listen();
        this.#shells.push(shell);
        return shell;
    }
    async #lost(said) {
        return connectionFailure(this.address, await lastWords(this.#master, said), true);
    }
}
const placeTries = 5;

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/shared.js
const busyStatus = 75;
const goneStatus = 66;
const foreignStatus = 67;
const refusedStatus = 68;
const own = `own() {
  if [ -L "$1" ]; then echo 'it is a symlink, where a file of its own belongs' >&2; return ${refusedStatus}; fi
  [ -e "$1" ] || return ${goneStatus}
  if [ ! -f "$1" ]; then echo 'it is not a regular file' >&2; return ${refusedStatus}; fi
  bytes=$(stat -c %s -- "$1") || return 74
  if [ "$bytes" -gt "$2" ]; then echo "it has $bytes bytes, more than the $2 it can have" >&2; return ${refusedStatus}; fi
  dd if="$1" bs=65536 count="$2" iflag=count_bytes,nofollow,nonblock,fullblock status=none
}
`;
const guard = `if [ -L "$own/lock" ] || [ ! -f "$own/lock" ]; then echo 'the lock of the series is gone' >&2; exit ${busyStatus}; fi
exec 8<>"$own/lock"
if ! flock -s -n -E ${busyStatus} 8; then echo 'the series is locked by another run' >&2; exit ${busyStatus}; fi
IFS= read -r holder <"$own/lock" || holder=
if [ "$holder" != "$token" ]; then echo 'the series was locked by another run' >&2; exit ${busyStatus}; fi
`;
const receiveLater = (file) => `rm -f -- "${file}"
cat >"${file}"
if [ "$(stat -c %s -- "${file}")" != "$size" ]; then rm -f -- "${file}"; echo 'it did not come whole' >&2; exit 74; fi
`;
const receive = (file) => `${receiveLater(file)}sync -- "${file}"
`;
const shared_heard = `while beat=$(timeout "$silence" dd bs=1 count=1 2>/dev/null) && [ -n "$beat" ]; do :; done
`;
const snapshotNames = `isThere() { [ -e "$series/$id" ] || [ -L "$series/$id" ]; }
forget() { rm -f -- "$record" "$manifest"; }
taken() { printf taken; exit 73; }
`;
const storeTexts = `record=$own/records/$id.json
manifest=$own/manifests/$id.mtree.gz
rm -f -- "$record.tmp" "$manifest.tmp"
(umask 077 && exec head -c "$size" >"$manifest.tmp")
(umask go-w && exec cat >"$record.tmp")
if [ "$(stat -c %s -- "$manifest.tmp")" != "$size" ] || [ "$(stat -c %s -- "$record.tmp")" != "$recordSize" ]; then
  printf cut
  echo 'manifest and record did not come whole' >&2
  exit 73
fi
chmod -- "$(printf %o "$((0$readers & 0$(stat -c %a -- "$own/manifests")))")" "$manifest.tmp"
sync -- "$manifest.tmp" "$record.tmp"
mv -T -- "$manifest.tmp" "$manifest"
sync -- "$own/manifests"
mv -T -- "$record.tmp" "$record"
sync -- "$own/records"
`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-failure.js





const codes = {
    'No space left on device': 'ENOSPC',
    'Disk quota exceeded': 'EDQUOT',
    'Read-only file system': 'EROFS',
    'Input/output error': 'EIO',
    'Stale file handle': 'ESTALE',
    'Structure needs cleaning': 'EUCLEAN',
    'Transport endpoint is not connected': 'ENOTCONN',
    'Connection timed out': 'ETIMEDOUT',
    'Permission denied': 'EACCES',
    'Operation not permitted': 'EPERM',
    'Too many open files': 'EMFILE'
};
const far_failure_inWords = new RegExp(`(?:: |^)(${Object.keys(codes).join('|')})$`, 'm');
const codeSaid = (text) => {
    const match = far_failure_inWords.exec(text);
    return match?.[1] === undefined ? undefined : codes[match[1]];
};
function farFailure(address, { status, stderr }, doing) {
    if (status === busyStatus)
        return lockLost(address);
    const lines = stderr.split('\n').filter(line => line.trim() !== '');
    const code = codeSaid(stderr);
    const said = (0,display/* showText */.h$)((lines.find(line => codeSaid(line) === code) ?? lines[0] ?? `it ended with status ${status}`).trim(), 400);
    const text = `${doing} on ${hostText(address)}: ${said}`;
    const known = code === undefined ? undefined : (0,system_failure/* systemFailure */.o)(Object.assign(new Error(text), { code }));
    return known ?? new core_failure/* Failure */.HR('volume', text);
}
const lockLost = (address) => new core_failure/* Failure */.HR('locked', `The lock of the series on ${hostText(address)} was lost, and another run has it, or something it began still writes. Nothing was published by this run. Run it again once that one is done.`);

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/series.js



const trees = `find . -mindepth 1 -maxdepth 1 -printf 'S%y%f\\0'\n`;
const records = `find . -mindepth 1 -maxdepth 1 -regex '\\./[0-9TZ-]+\\.json'`;
const survey = `[ -d "$series" ] || exit 0
cd -- "$series" || exit 74
${trees}[ -d .snapshots/partial ] && find .snapshots/partial -mindepth 1 -maxdepth 1 -printf 'P%y%f\\0'
[ -d .snapshots/trash ] && find .snapshots/trash -mindepth 1 -maxdepth 1 -printf 'T%y%f\\0'
${trees}if [ -L latest ]; then printf 'L%s\\0' "$(readlink -- latest)"
elif [ -d latest ]; then printf 'Ba directory\\0'
elif [ -e latest ]; then printf 'Ba file\\0'; fi
cd .snapshots/records 2>/dev/null || exit 0
${records} \\( \\
  -type l -printf 'E%f\\0it is a symlink, where a file of its own belongs\\0' -o \\
  ! -type f -printf 'E%f\\0it is not a regular file\\0' -o \\
  -size +${mostRecordBytes}c -printf 'E%f\\0it has %s bytes, more than the ${mostRecordBytes} it can have\\0' \\)
printf 'R\\0'
${records} -type f ! -size +${mostRecordBytes}c -print0 | xargs -0 -r head -v -c ${mostRecordBytes} --
exit 0
`;
const lock = `make() {
  if [ -d "$1" ] && [ ! -L "$1" ]; then return 0; fi
  if mkdir -- "$1" 2>/dev/null; then sync -- "\${1%/*}"; return 0; fi
  if [ -d "$1" ] && [ ! -L "$1" ]; then return 0; fi
  if [ -e "$1" ] || [ -L "$1" ]; then printf 'not a directory\\0%s\\0' "$1"; exit 73; fi
  mkdir -- "$1" || exit 73
}
at=$volume
for part; do at=$at/$part; make "$at"; done
for part in records manifests partial trash; do make "$own/$part"; done
if [ -L "$own/lock" ]; then printf 'symlink\\0'; exit 73; fi
if [ -e "$own/lock" ] && [ ! -f "$own/lock" ]; then printf 'special\\0'; exit 73; fi
exec 9<>"$own/lock"
waited=no
while :; do
  flock -x -n -E ${busyStatus} 9
  case $? in
    0)
      printf '%s\\n' "$token" >"$own/lock" || exit 74
      if flock -s -n -E ${busyStatus} 9; then break; fi ;;
    ${busyStatus}) ;;
    *) printf 'unsupported\\0'; exit 74 ;;
  esac
  if [ "$waited" = no ]; then printf 'busy\\0%s\\0' "$(head -c 2000 -- "$own/lock" | head -n 1)"; waited=yes; fi
  beat=$(timeout 0.5 dd bs=1 count=1 2>/dev/null)
  if [ $? = 0 ] && [ -z "$beat" ]; then exit 0; fi
done
printf 'locked\\0'
${shared_heard}`;
const hold = `record=$own/records/$id.json
if [ -L "$record" ] || [ ! -f "$record" ]; then printf 'gone\\0'; exit 0; fi
exec 9<"$record"
flock -s -w 10 -E ${busyStatus} 9
case $? in
  0) ;;
  ${busyStatus}) printf 'busy\\0'; exit 0 ;;
  *) printf 'unsupported\\0'; exit 74 ;;
esac
if [ "$(stat -c %i -- "$record" 2>/dev/null)" != "$(stat -L -c %i /proc/self/fd/9)" ] ||
  [ ! -d "$series/$id" ] || [ -L "$series/$id" ]; then printf 'gone\\0'; exit 0; fi
printf 'held\\0'
${shared_heard}`;
const newest = `${own}newest=
for record in "$own"/records/*.json; do
  id=\${record##*/}
  id=\${id%.json}
  if [ -d "$series/$id" ] && [ ! -L "$series/$id" ]; then newest=$id; fi
done
printf '%s\\0' "$newest"
[ -n "$newest" ] || exit 0
own "$own/manifests/$newest.mtree.gz" "$most"
`;
const series_isBeingRead = `[ -f "$own/records/$id.json" ] || exit 0
flock -x -n -E ${busyStatus} -- "$own/records/$id.json" true
[ $? = ${busyStatus} ] && printf yes
exit 0
`;
const begin = `${guard}mkdir -m 700 -- "$own/partial/$id" || exit 73
stat -f -c %T -- "$own/partial/$id"
`;
const series_link = `rm -f -- "$own/latest.tmp"
ln -s -T -- "$id" "$own/latest.tmp"
mv -T -- "$own/latest.tmp" "$series/latest"
sync -- "$series"
`;
const series_pointLatest = `set -e
${guard}${series_link}`;
const publish = `set -e
${guard}${snapshotNames}if isThere; then taken; fi
if [ "$(stat -c %m -- "$own/partial/$id")" != "$(stat -c %m -- "$series")" ]; then printf 'other mount'; exit 73; fi
${storeTexts}if isThere; then forget; taken; fi
mv -T -- "$own/partial/$id" "$series/$id"
sync -- "$series" "$own/partial"
${series_link}`;
const leftovers = `[ -d "$own" ] || exit 0
cd -- "$own" || exit 74
find partial trash -mindepth 1 -maxdepth 1 -printf '%H/%f\\0'
find . records manifests -mindepth 1 -maxdepth 1 -name '*.tmp' -printf '%H/%f\\0'
printf '\\0%s\\0' "$(realpath -- "$own")"
cat /proc/self/mountinfo 2>/dev/null
printf '\\0'
`;
const forget = `${guard}for id; do
  if [ -d "$series/$id" ] && [ ! -L "$series/$id" ]; then continue; fi
  rm -f -- "$own/records/$id.json" "$own/manifests/$id.mtree.gz"
done
`;
const rm = 'rm --recursive --force --one-file-system --preserve-root=all --';
const series_remove = `${guard}cd -- "$own" || exit 74
find "$@" -xdev -mindepth 2 -maxdepth 2 -type d -print0 2>/dev/null | xargs -0 -r -P 4 -n 16 ${rm} 2>/dev/null
${rm} "$@" 2>/dev/null && exit 0
for each; do find "$each" -xdev -type d ! -perm -0700 -exec chmod u+rwx -- {} \\; 2>/dev/null; done
exec ${rm} "$@"
`;
const series_trash = `${guard}trashed=
for id; do
  record=$own/records/$id.json
  if [ ! -f "$record" ]; then echo "there is no record of $id" >&2; exit 74; fi
  if [ "$(stat -c %m -- "$series/$id")" != "$(stat -c %m -- "$own/trash")" ]; then
    echo "$series/$id is a mount of its own, and cannot be moved into the trash" >&2
    exit 74
  fi
  flock -x -n -E ${busyStatus} -- "$record" mv -T -- "$series/$id" "$own/trash/$id"
  case $? in
    0) printf 'T%s\\0' "$id"; trashed=yes ;;
    ${busyStatus}) printf 'R%s\\0' "$id" ;;
    *) exit 74 ;;
  esac
done
[ -n "$trashed" ] || exit 0
sync -- "$series" "$own/trash" || exit 74
for id; do
  [ -e "$series/$id" ] || rm -f -- "$own/records/$id.json" "$own/manifests/$id.mtree.gz"
done
sync -- "$own/records"
`;
const inodes = `cd -- "$series" || exit 74
exec find "$@" -xdev -printf '${inodeFormat}'
`;
const device = `exec stat -c %d -- "$series"
`;
const series_sharing = `cd -- "$series" || exit 74
exec find "$@"
`;
const isPageOfOurs = `[ ! -L "$page" ] && [ -f "$page" ] && head -c 200 -- "$page" | grep -qF -- "$mark"`;
const series_hasPage = `page=$series/$name
if ${isPageOfOurs}; then printf yes; fi
`;
const series_writePage = `set -e
page=$series/$name
if [ -e "$page" ] || [ -L "$page" ]; then
  if ! { ${isPageOfOurs}; }; then exit ${foreignStatus}; fi
fi
aside=$own/$name.$$.tmp
${receive('$aside')}mv -T -- "$aside" "$page"
`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-lock.js









async function lockSeries(connection, layout, name, holder, timeoutMs, onWait) {
    const token = `${holder.replaceAll(/\s+/g, ' ')} [${(0,external_node_crypto_namespaceObject.randomBytes)(6).toString('hex')}]`;
    const channel = connection.hold(lock, {
        volume: connection.address.path,
        own: layout.own,
        token,
        silence: String(silenceSeconds),
        list: [...name.split('/'), '.snapshots']
    });
    let other = '';
    const patience = new Promise(resolve => {
        setTimeout(() => {
            resolve('late');
        }, timeoutMs).unref();
    });
    try {
        for (;;) {
            const message = other === '' ? await channel.next() : await Promise.race([channel.next(), patience]);
            if (message === 'locked')
                break;
            if (message === 'late')
                throw stillHeld(other, timeoutMs);
            if (message !== 'busy')
                throw await notLocked(connection, channel, message);
            other = far_lock_holderOf(await channel.next());
            onWait(other);
            if (timeoutMs === 0)
                throw stillHeld(other, timeoutMs);
        }
    }
    catch (error) {
        await channel.end();
        throw error;
    }
    return { token, release: () => channel.end() };
}
const far_lock_holderOf = (line) => {
    const text = (line ?? '').trim();
    return text === '' ? 'another run' : (0,display/* showText */.h$)(text);
};
const stillHeld = (holder, timeoutMs) => new core_failure/* Failure */.HR('locked', `The series is still being written by ${holder} after ${(0,units/* formatDuration */.a3)(timeoutMs)}. Wait for that run, or raise "lock-timeout".`);
async function notLocked(connection, channel, message) {
    const { address } = connection;
    if (message === 'not a directory') {
        return new core_failure/* Failure */.HR('volume', `${(0,display/* showText */.h$)((await channel.next()) ?? '')} on ${hostText(address)} is not a directory of its own (a symlink, or a file): the series cannot be kept there. Move it away.`);
    }
    if (message === 'symlink') {
        return new core_failure/* Failure */.HR('volume', `The lock of the series on ${hostText(address)} is a symlink, where a file of its own belongs. Remove the link.`);
    }
    if (message === 'special') {
        return new core_failure/* Failure */.HR('volume', `The lock of the series on ${hostText(address)} is not a regular file. Move away what stands in its place.`);
    }
    const result = await channel.ended;
    const lost = await connection.failureOf(result);
    if (lost !== undefined)
        return lost;
    const said = result.stderr.trim();
    if (message === 'unsupported') {
        return new core_failure/* Failure */.HR('locked', `The lock could not be taken on ${hostText(address)}${said === '' ? '' : ` (${(0,display/* showText */.h$)(said)})`}. The volume's filesystem may not support flock(2).`);
    }
    return said === '' && result.status === 0
        ? connectionFailure(address, '', true)
        : farFailure(address, result, 'The series could not be locked');
}
async function holdSnapshot(connection, layout, id) {
    const channel = connection.hold(hold, {
        series: layout.series,
        own: layout.own,
        id,
        silence: String(silenceSeconds)
    });
    const message = await channel.next();
    if (message === 'held')
        return { release: () => channel.end() };
    if (message === undefined || message === 'unsupported')
        throw await notLocked(connection, channel, message);
    await channel.end();
    if (message === 'gone') {
        throw new core_failure/* Failure */.HR('missing', `The snapshot ${id} of ${layout.series} is not there any more: it was removed meanwhile.`);
    }
    throw new core_failure/* Failure */.HR('locked', `The snapshot ${id} is held by a run that removes it. Try again, or read another one.`);
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/volume.js


const state = `${own}kind=missing
if [ -d "$volume" ]; then kind=directory; elif [ -e "$volume" ] || [ -L "$volume" ]; then kind=not-a-directory; fi
writable=no
if [ -w "$volume" ] && [ -x "$volume" ]; then writable=yes; fi
printf '%s\\0%s\\0%s\\0' "$kind" "$writable" "$(realpath -- "$volume" 2>/dev/null || printf %s "$volume")"
cat /proc/self/mountinfo 2>/dev/null
printf '\\0'
marker=$volume/${markerName}
text=$(own "$marker" ${mostMarkerBytes} 2>&1)
case $? in
  0) printf 'text\\0%s\\0' "$text" ;;
  ${goneStatus}) printf 'absent\\0\\0' ;;
  *) printf 'unreadable\\0%s\\0' "$text" ;;
esac
`;
const mark = `set -e
marker=$volume/${markerName}
${receive('$marker.tmp')}mv -T -- "$marker.tmp" "$marker"
sync -- "$volume"
`;
const free = `stat -f --printf '%a %S %b %d %c' -- "$volume"
`;
const volume_probeLinks = `find "$volume" -mindepth 1 -maxdepth 1 -type d -name '.snapshot-probe-*' -mmin +60 -exec rm -rf -- {} +
scratch=$(mktemp -d -- "$volume/.snapshot-probe-XXXXXX") || exit 73
trap 'rm -rf -- "$scratch"' EXIT
printf 'probe\\n' >"$scratch/file" || exit 73
tell() { if [ -z "$1" ]; then printf 'works\\0'; else printf '%s\\0' "$1"; fi; }
said=$(ln -P -T -- "$scratch/file" "$scratch/link" 2>&1) && {
  one=$(stat -c '%i %h' -- "$scratch/file")
  other=$(stat -c '%i %h' -- "$scratch/link")
  said='the link that was made does not share its file'
  if [ "$one" = "$other" ] && [ "\${one##* }" = 2 ]; then said=; fi
}
tell "$said"
said=$({
  ln -s -T -- one "$scratch/new" && mv -T -- "$scratch/new" "$scratch/symlink" &&
  ln -s -T -- two "$scratch/new" && mv -T -- "$scratch/new" "$scratch/symlink"
} 2>&1) && {
  said='a symlink could not be replaced by a rename'
  if [ "$(readlink -- "$scratch/symlink")" = two ]; then said=; fi
}
tell "$said"
[ "$isRoot" = yes ] || exit 0
said=$(chown 1:1 -- "$scratch/file" 2>&1) && {
  said='the owner that was set is not the one that is shown'
  if [ "$(stat -c %u:%g -- "$scratch/file")" = 1:1 ]; then said=; fi
}
case $said in *': Invalid argument') said= ;; esac
tell "$said"
`;
const seriesNames = `cd -- "$volume" || exit 74
find . -mindepth 1 -maxdepth 513 -type d \\( \\
  -name .snapshots -printf '%P\\0' -prune -o \\
  -name '.*' -prune -o \\
  -name '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]-[0-9][0-9]-[0-9][0-9]Z*' -prune \\) 2>/dev/null
exit 0
`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/own-files.js


const readOwn = `${own}own "$file" "$most"
`;
const write = `${receive('$file.tmp')}mv -T -- "$file.tmp" "$file"
sync -- "\${file%/*}"
`;
const writeOwn = `set -e
${guard}${write}`;
const removeOwn = `set -e
${guard}rm -f -- "$file"
sync -- "\${file%/*}"
`;
const diskUse = `cd -- "$series" || exit 74
exec du --summarize --total --block-size=1 -- "$@"
`;
const ownUse = `stat -c %b -- "$series" "$series/latest" "$series/$name" 2>/dev/null || :
printf '\\0'
cd -- "$series" || exit 74
du --summarize --total --block-size=1 -- .snapshots || :
`;
const keepCounted = `set -e
${guard}if [ ! -d "$file" ]; then
(
${receiveLater('$file.tmp')}mv -T -- "$file.tmp" "$file"
) || rm -f -- "$file.tmp"
fi
set +e
${ownUse}printf '\\0'
${free}`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-own-file.js




async function readFarFile(connection, file, mostBytes, asked = {}) {
    const result = await connection.run(readOwn, { file, most: String(mostBytes) }, asked);
    if (result.status === goneStatus)
        return undefined;
    if (result.status === refusedStatus)
        throw (0,own_file/* refused */.J5)('EINVAL', result.stderr.trim());
    if (result.status !== 0)
        throw farFailure(connection.address, result, `${file} could not be read`);
    return result.stdout;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-manifest.js







async function readFarManifest({ connection, layout, series }, id) {
    return await unpacked(series, Promise.resolve(id), async (onStdout) => {
        const found = await readFarFile(connection, layout.manifest(id), mostPackedBytes, { isLong: true, onStdout });
        if (found === undefined)
            throw Object.assign(new Error(`ENOENT: there is no manifest of ${id}`), { code: 'ENOENT' });
    });
}
function readNewest({ connection, layout, series }) {
    let name = () => undefined;
    const named = new Promise(resolve => {
        name = resolve;
    });
    const entries = unpacked(series, named, async (onPiece) => {
        let start = external_node_buffer_.Buffer.alloc(0);
        const onStdout = (piece) => {
            if (start === undefined) {
                onPiece(piece);
                return;
            }
            start = external_node_buffer_.Buffer.concat([start, piece]);
            const end = start.indexOf(0);
            if (end < 0)
                return;
            name(start.toString('latin1', 0, end));
            onPiece(start.subarray(end + 1));
            start = undefined;
        };
        try {
            const values = { series: layout.series, own: layout.own, most: String(mostPackedBytes) };
            const result = await connection.run(newest, values, { isLong: true, onStdout });
            if (result.status !== 0)
                throw farFailure(connection.address, result, 'The newest manifest could not be read');
        }
        finally {
            name('');
        }
    });
    entries.catch(() => undefined);
    return async (id) => {
        try {
            return (await named) === id ? await entries : undefined;
        }
        catch {
            return undefined;
        }
    };
}
async function unpacked(series, named, read) {
    const packed = new external_node_stream_namespaceObject.PassThrough();
    let bytes = 0;
    const fill = async () => {
        try {
            await read(piece => {
                bytes += piece.length;
                packed.write(piece);
            });
            packed.end();
        }
        catch (error) {
            packed.destroy(error instanceof Error ? error : new Error(String(error)));
            throw error;
        }
    };
    const unpack = async () => {
        const id = await named;
        return await unpackManifest(packed, () => bytes, series, id);
    };
    const [, entries] = await allOf([fill(), unpack()]);
    return entries;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/survey.js

const unread = /^head: (?:cannot open|error reading) '\.\/([0-9TZ-]+)\.json'(?: for reading)?: (.+)$/gm;
const heading = /==> \.\/([0-9TZ-]+)\.json <==\n/;
function surveyFrom({ stdout, stderr }) {
    const trees = new Map();
    const partial = new Map();
    const trash = new Map();
    const records = new Map();
    const places = { S: trees, P: partial, T: trash };
    let latest = { state: 'absent', target: '' };
    const fields = stdout.toString('latin1').split('\0');
    let at = 0;
    for (; at < fields.length - 1 && fields[at] !== 'R'; at++) {
        const letter = fields[at]?.charAt(0) ?? '';
        const rest = utf8(fields[at]?.slice(1) ?? '');
        if (letter === 'L')
            latest = { state: 'link', target: rest };
        else if (letter === 'B')
            latest = { state: 'blocked', target: rest };
        else if (letter === 'E')
            records.set(rest.replace(/\.json$/, ''), { why: utf8(fields[++at] ?? '') });
        else
            places[letter]?.set(rest.slice(1), rest.charAt(0));
    }
    const [, ...told] = fields
        .slice(at + 1)
        .join('\0')
        .split(heading);
    for (let one = 0; one < told.length; one += 2)
        records.set(told[one] ?? '', { text: utf8(told[one + 1] ?? '') });
    for (const [, id = '', why = ''] of stderr.matchAll(unread))
        if (why !== 'No such file or directory')
            records.set(id, { why });
    return { trees, partial, trash, latest, records };
}
const utf8 = (bytes) => external_node_buffer_.Buffer.from(bytes, 'latin1').toString('utf8');

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-place.js






function farPlace(series, connection, packing) {
    const layout = seriesLayout(connection.address.path, series);
    const own = { series: layout.series, own: layout.own };
    let held;
    let freed;
    let changes = 0;
    let known;
    let ahead;
    let newest;
    const noting = () => {
        if (held === undefined)
            throw new Error('the far series is only written under the lock');
        return { token: held.token };
    };
    const ask = async (script, doing, values = {}, asked = {}) => {
        const result = await connection.run(script, { ...own, ...values }, asked);
        if (result.status !== 0)
            throw farFailure(connection.address, result, doing);
        return result;
    };
    const look = async () => surveyFrom(await ask(survey, 'The series could not be listed', {}, { isNext: true }));
    return {
        connection,
        layout,
        series,
        ...(packing !== undefined && { packing }),
        get isLocked() {
            return held !== undefined;
        },
        lock: async (holder, timeoutMs, onWait) => {
            await freed;
            const lock = await lockSeries(connection, layout, series, holder, timeoutMs, onWait);
            held = lock;
            known = undefined;
            newest = undefined;
            return {
                release: () => {
                    freed = lock.release();
                    if (held === lock) {
                        held = undefined;
                        known = undefined;
                    }
                    return Promise.resolve();
                }
            };
        },
        survey: async () => {
            if (held !== undefined)
                return await (known ??= look());
            const asked = ahead;
            ahead = undefined;
            return (await asked?.catch(() => undefined)) ?? (await look());
        },
        askAhead: () => {
            ahead = look();
            ahead.catch(() => undefined);
            newest = readNewest({ connection, layout, series });
        },
        newest: async (id) => {
            const asked = newest;
            newest = undefined;
            return held === undefined ? await asked?.(id) : undefined;
        },
        ask,
        noting,
        get changes() {
            return changes;
        },
        writing: () => {
            connection.room.changes();
            known = undefined;
            changes++;
            return noting();
        }
    };
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-rsync.js




function checkRsync({ address, far }) {
    const install = installLine(far.osRelease, far.isRoot, ['rsync']);
    const { rsync } = far;
    if (rsync === undefined) {
        throw new core_failure/* Failure */.HR('rsync', `There is no rsync on ${hostText(address)}. Install it there with:\n  ${install}`);
    }
    if (rsync.flavour === 'openrsync') {
        throw new core_failure/* Failure */.HR('rsync', `The rsync of ${hostText(address)} is openrsync, which cannot keep nanoseconds. Install rsync there with:\n  ${install}`);
    }
    const [major, minor, patch] = rsync.version;
    const [oldMajor, oldMinor, oldPatch] = oldestRsync;
    const age = major - oldMajor || minor - oldMinor || patch - oldPatch;
    if (age < 0) {
        throw new core_failure/* Failure */.HR('rsync', `rsync ${rsync.version.join('.')} on ${hostText(address)} is too old; ${oldestRsync.join('.')} or newer is needed. Update it there with:\n  ${install}`);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/bringing.js

const bringing_mostBytes = 512 * 1024 * 1024;
const noRoomFor = ({ scratch }, said) => new core_failure/* Failure */.HR('room', `There is no room in ${scratch} for the files that come from the volume, ${bringing_mostBytes / 1024 / 1024} MiB at a time or one larger file.${said}\nFree some, or let RUNNER_TEMP (at a terminal: TMPDIR) name a place with more. What was restored before is whole.`);
const bringing_bytesOf = (files) => files.reduce((sum, { size }) => sum + size, 0);

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/tree.js

const enter = `cd -- "$tree" 2>/dev/null || exit ${goneStatus}\n`;
const ofStored = '%y %m %U %G %s %T@ %i %n %b';
const pathAndTarget = '\\0%p\\0%l\\0';
const tree_format = `${ofStored} %D %C@${pathAndTarget}`;
const shortFormat = `${ofStored}${pathAndTarget}`;
const linksAtOnce = 2000;
const lookAtMade = `xargs -0 -r -n ${linksAtOnce} sh -c 'exec find "$@" -maxdepth 0 -printf "${shortFormat}" 2>/dev/null' sh`;
const lookAtPaths = `xargs -0 -r sh -c 'exec find "$@" -maxdepth 0 -printf "${tree_format}"' sh
exit 0
`;
const walkAll = (/* unused pure expression or super */ null && (`exec find . -xdev -printf '${tree_format}'
`));
const look = `${enter}${lookAtPaths}`;
const tree_hash = `${enter}xargs -0 -r sh -c 'exec find "$@" -maxdepth 0 -type f -print0' sh | xargs -0 -r sha256sum --zero --
exit 0
`;
const tree_pack = `${enter}unset TAR_OPTIONS
xargs -0 -r sh -c 'exec find "$@" -maxdepth 0 -type f -size -1025k -print0' sh |
  tar --create --file=- --format=gnu --hard-dereference --no-recursion --null --no-unquote --files-from=-
`;
const names = `${enter}xargs -0 -r sh -c 'exec find "$@" -maxdepth 1 -printf "%d%y\\0%H\\0%f\\0"' sh
exit 0
`;
const explain = (command) => `${enter}xargs -0 -r -n 1 sh -c 'printf "%s\\0" "$(${command} 2>&1 >/dev/null)"' sh
exit 0
`;
const whyNotSeen = explain('stat -- "$1"');
const whyNotRead = explain('sha256sum -- "$1"');
const whyNotListed = explain('ls -A -- "$1"');
const tree_makeDirectories = `${guard}${enter}exec xargs -0 -r mkdir -m 700 --
`;
const tree_link = `${guard}${enter}cd -- "$from" || exit ${goneStatus}
turn=$own/links.tmp
rm -f -- "$turn"
: >"$turn" || exit 74
export tree turn
xargs -0 -r -n ${linksAtOnce} -P 2 sh -c '
cp --link --no-dereference --parents --target-directory="$tree" -- "$@"
exec 9>"$turn"
flock -x 9
printf "%s\\0" "$@"' sh | { cd -- "$tree" && ${lookAtMade}; }
rm -f -- "$turn"
exit 0
`;
const lookAtLinks = `${enter}${lookAtMade}
exit 0
`;
const linkPairs = `${guard}${enter}xargs -0 -r -n 2 -P 4 ln --physical --no-target-directory --
exit 0
`;
const tree_extract = `${guard}${enter}refuse() { printf %64s refused; exit "$1"; }
unset TAR_OPTIONS
if [ "$owners" = no ]; then
  probe=.snapshot-probe-$$
  (umask 0; mkdir -- "$probe" && : >"$probe/file") || refuse 74
  modes=$(stat -c %a -- "$probe/file" "$probe")
  rm -rf -- "$probe" || refuse 74
  case $modes in
    666?*777) ;;
    *) echo 'a default ACL of the volume, or its server, changes the modes of new files' >&2; refuse ${refusedStatus} ;;
  esac
fi
tar "$@" || refuse "$?"
`;
const unlink = `${guard}${enter}exec xargs -0 -r rm -f --
`;
const attributes = `${guard}${enter}xargs -0 -r -n 4 sh -c '
if [ "$1" != - ]; then chown -- "$1" "$4" || exit 255; fi
chmod -- "$2" "$4" && touch --no-create --date="$3" -- "$4" || exit 255' sh || exit 74
`;
const sync = `${guard}exec sync --file-system -- "$tree"
`;
const writingRsync = `${guard}exec rsync "$@"
`;
const readingRsync = 'exec rsync "$@"\n';

;// CONCATENATED MODULE: ./lib/adapters/ssh/bring-by-rsync.js






const growth = 16 * 1024 * 1024;
async function bringByRsync({ connection, tree, files, onFiles, end }, near) {
    let rest = '';
    let count = 0;
    let bytes = 0;
    const result = await connection.rsync([
        '--links',
        '--sparse',
        '--perms',
        '--chmod=u+rwX',
        '--whole-file',
        '--ignore-times',
        `--max-size=${files.reduce((most, { size }) => Math.max(most, size), 0) + growth}`,
        '--out-format=%i %l',
        '-s',
        '--timeout=120',
        `--rsync-path=${farCommand(readingRsync, {})}`,
        '--from0',
        '--files-from=-',
        '--',
        `${connection.rsyncPath(tree)}/`,
        `${near}/`
    ], {
        input: nulSeparated(files.map(({ path }) => path)),
        end,
        onStdout: piece => {
            const lines = (rest + piece.toString('latin1')).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) {
                const size = /^>f\S+ (\d+)$/.exec(line)?.[1];
                if (size === undefined)
                    continue;
                count++;
                bytes += Number(size);
            }
            onFiles(count, bytes);
        }
    });
    if (result.status === 0 || result.status === 23 || result.status === 24)
        return;
    const said = result.stderr
        .split('\n')
        .filter(line => line !== '')
        .slice(0, 5)
        .map(line => `\n  ${line}`)
        .join('');
    if (/No space left on device|Disk quota exceeded/.test(said))
        throw noRoomFor(connection, said);
    throw new core_failure/* Failure */.HR('rsync', `rsync failed: ${explainRsyncExit(result.status)}${said}`);
}

;// CONCATENATED MODULE: ./lib/adapters/tar-reader.js


const longestName = 64 * 1024;
class TarReader {
    #onFile;
    #rest = external_node_buffer_.Buffer.alloc(0);
    #at = 0;
    #toPass = 0;
    #nameLength;
    #longName;
    #isOver = false;
    constructor(onFile) {
        this.#onFile = onFile;
    }
    push(piece) {
        let rest = this.#rest.length === 0 ? piece : external_node_buffer_.Buffer.concat([this.#rest, piece]);
        for (;;) {
            const passed = Math.min(this.#toPass, rest.length);
            rest = this.#pass(rest, passed);
            this.#toPass -= passed;
            const wanted = this.#nameLength === undefined ? tarBlock : tar_record_paddedToBlocks(this.#nameLength);
            if (this.#toPass > 0 || rest.length < wanted)
                break;
            const block = rest.subarray(0, wanted);
            rest = this.#pass(rest, wanted);
            if (this.#nameLength === undefined)
                this.#header(block);
            else
                this.#name(block, this.#nameLength);
        }
        this.#rest = external_node_buffer_.Buffer.from(rest);
    }
    get isWhole() {
        return this.#isOver && this.#toPass === 0;
    }
    #pass(rest, count) {
        this.#at += count;
        return rest.subarray(count);
    }
    #name(block, length) {
        this.#longName = upToNul(block.subarray(0, length));
        this.#nameLength = undefined;
    }
    #header(block) {
        const sum = tar_reader_sumOf(block);
        if (sum === emptySum) {
            this.#isOver = true;
            return;
        }
        if (this.#isOver)
            throw new Error('something follows the end of the tar archive');
        const size = octalIn(block, tarFields.size, 12);
        if (octalIn(block, tarFields.sum, 8) !== sum)
            throw new Error('the sum of a tar header is wrong');
        const flag = String.fromCharCode(block[tarFields.flag] ?? 0);
        if (flag === 'L' || flag === 'K') {
            if (size > longestName)
                throw new Error(`a name in the tar archive has ${size} bytes`);
            if (flag === 'L')
                this.#nameLength = size;
            else
                this.#toPass = tar_record_paddedToBlocks(size);
            return;
        }
        const path = this.#longName ?? upToNul(block.subarray(tarFields.name, tarFields.mode));
        this.#longName = undefined;
        if (flag === '0')
            this.#onFile(path, this.#at, size);
        this.#toPass = tar_record_paddedToBlocks(size);
    }
}
const upToNul = (bytes) => {
    const end = bytes.indexOf(0);
    return bytes.toString('latin1', 0, end === -1 ? bytes.length : end);
};
function tar_reader_sumOf(block) {
    let sum = emptySum;
    for (let at = 0; at < tarFields.sum; at++)
        sum += block[at] ?? 0;
    for (let at = tarFields.sum + 8; at < tarBlock; at++)
        sum += block[at] ?? 0;
    return sum;
}
const emptySum = 8 * 0x20;
function octalIn(block, at, length) {
    const text = block.toString('latin1', at, at + length);
    if (!/^ *[0-7]+[ \0]*$/.test(text))
        throw new Error('a number in a tar header is not octal');
    return parseInt(text, 8);
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/nul-list.js

function fieldsOf(count, take) {
    let rest = '';
    let fields = [];
    return {
        push: piece => {
            const parts = (rest + piece.toString('latin1')).split('\0');
            rest = parts.pop() ?? '';
            for (const part of parts) {
                fields.push(part);
                if (fields.length < count)
                    continue;
                take(fields);
                fields = [];
            }
        }
    };
}
const asArgument = (path) => (path === '.' ? '.' : `./${path}`);
const relative = (argument) => (argument.startsWith('./') ? argument.slice(2) : argument);
const firstLength = 16 * 1024;
const nul_list_pieceLength = 256 * 1024;
function* listOf(paths) {
    yield* wordsOf(map(paths, asArgument));
}
function* wordsOf(words) {
    let text = '';
    let length = firstLength;
    for (const word of words) {
        text += `${word}\0`;
        if (text.length < length)
            continue;
        yield external_node_buffer_.Buffer.from(text, 'latin1');
        text = '';
        length = Math.min(2 * length, nul_list_pieceLength);
    }
    if (text !== '')
        yield external_node_buffer_.Buffer.from(text, 'latin1');
}
function* map(items, change) {
    for (const item of items)
        yield change(item);
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/bring-by-tar.js








const slack = 16 * 1024 * 1024;
async function bringByTar({ connection, tree, files, onFiles, end }) {
    const archive = openUnnamed(connection.scratch);
    const found = new Map();
    const wanted = new Set(files.map(({ path }) => path));
    const most = mostBytesOf(files);
    let [bytes, written] = [0, 0];
    let problem;
    const broken = new AbortController();
    let isOpen = true;
    const close = () => {
        isOpen = false;
        (0,external_node_fs_.closeSync)(archive);
    };
    const reader = new TarReader((path, offset, size) => {
        const own = relative(path);
        if (!wanted.delete(own))
            throw new Error('the archive holds a file that was not asked for');
        found.set(own, { archive, offset, size });
        bytes += size;
    });
    const onStdout = (piece) => {
        if (!isOpen || problem !== undefined)
            return;
        try {
            for (let at = 0; at < piece.length;)
                at += (0,external_node_fs_.writeSync)(archive, piece, at);
            written += piece.length;
            if (written > most)
                throw new Error('the archive is longer than what was asked for');
            reader.push(piece);
            onFiles(found.size, bytes);
        }
        catch (error) {
            problem = error;
            broken.abort();
        }
    };
    try {
        const input = listOf(files.map(({ path }) => path));
        const packed = connection.run(tree_pack, { tree }, { input, onStdout, isLong: true });
        const result = await beforeThe(AbortSignal.any([end, broken.signal]), packed);
        const isFull = problem !== undefined && ['ENOSPC', 'EDQUOT'].includes((0,core_failure/* codeOf */.$N)(problem) ?? '');
        if (isFull)
            throw noRoomFor(connection, `\n  ${(0,core_failure/* messageOf */.bD)(problem)}`);
        if (result?.status === 0 && problem === undefined && reader.isWhole)
            return { files: found, close };
    }
    catch (error) {
        close();
        throw error;
    }
    close();
    return undefined;
}
const mostBytesOf = (files) => files.reduce((sum, { path, size }) => sum + tar_record_tarHeaderSize({ name: `./${path}` }) + tar_record_paddedToBlocks(size), slack);
async function beforeThe(end, work) {
    work.catch(() => undefined);
    if (end.aborted)
        return undefined;
    const ended = new Promise(resolve => {
        const tell = () => {
            resolve(undefined);
        };
        end.addEventListener('abort', tell, { once: true });
    });
    return await Promise.race([work, ended]);
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-files.js









const partBytes = bringing_mostBytes / 2;
const partFiles = 20_000;
async function* bringFiles(connection, tree, files, how, onProgress) {
    checkRsync(connection);
    const parts = partsOf(files);
    const [totalFiles, totalBytes] = [files.length, bringing_bytesOf(files)];
    const end = new AbortController();
    let done = { files: 0, bytes: 0 };
    let isWaitedFor = false;
    const begin = (part) => {
        const onFiles = (count, bytes) => {
            if (isWaitedFor)
                onProgress({ doing: 'fetching', files: done.files + count, bytes: done.bytes + bytes, totalFiles, totalBytes });
        };
        const brought = bringPart({ connection, tree, files: part, onFiles, end: end.signal }, how);
        brought.catch(() => undefined);
        return brought;
    };
    let ahead = begin(parts[0] ?? []);
    let isAhead = true;
    try {
        for (const [index, files] of parts.entries()) {
            isWaitedFor = true;
            const part = await (isAhead ? ahead : begin(files));
            isWaitedFor = false;
            done = { files: done.files + files.length, bytes: done.bytes + bringing_bytesOf(files) };
            const next = parts[index + 1];
            isAhead = next !== undefined && bringing_bytesOf(files) + bringing_bytesOf(next) <= bringing_mostBytes;
            if (next !== undefined && isAhead)
                ahead = begin(next);
            try {
                yield { tree: (0,byte_path/* pathFromText */.pQ)(part.near), packed: part.archive?.files ?? new Map(), count: files.length };
            }
            finally {
                far_files_close(part);
            }
        }
    }
    finally {
        end.abort();
        if (isAhead)
            await ahead.then(far_files_close, () => undefined);
    }
}
function partsOf(files) {
    const parts = batchesOf(files, partFiles, partBytes, ({ size }) => size);
    return parts.length === 0 ? [[]] : parts;
}
function far_files_close({ near, archive }) {
    archive?.close();
    (0,external_node_fs_.rmSync)(near, { recursive: true, force: true });
}
async function bringPart(bringing, how) {
    const { connection, files, end } = bringing;
    const near = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(connection.scratch, 'files-'));
    const onFiles = risingOnly(bringing.onFiles);
    let part = { near };
    try {
        const isPacked = how === 'together' && connection.far.hasGnuTar;
        const small = isPacked ? files.filter(({ size }) => size <= largestPacked) : [];
        const archive = small.length === 0 ? undefined : await bringByTar({ ...bringing, files: small, onFiles });
        if (archive !== undefined)
            part = { near, archive };
        const left = archive === undefined ? files : files.filter(({ path }) => !archive.files.has(path));
        const [before, bytesBefore] = [files.length - left.length, bringing_bytesOf(files) - bringing_bytesOf(left)];
        const onLeft = (count, bytes) => {
            onFiles(before + count, bytesBefore + bytes);
        };
        if (left.length > 0 && !end.aborted)
            await bringByRsync({ ...bringing, files: left, onFiles: onLeft }, near);
        return part;
    }
    catch (error) {
        far_files_close(part);
        throw error;
    }
}
function risingOnly(tell) {
    let most = 0;
    return (files, bytes) => {
        if (files < most)
            return;
        most = files;
        tell(files, bytes);
    };
}

;// CONCATENATED MODULE: ./lib/core/group-by.js
function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [item]);
        else
            group.push(item);
    }
    return groups;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-stat.js

const far_stat_types = { f: 'file', d: 'dir', l: 'link' };
class StatReader {
    seen = new Map();
    #reader;
    constructor(of) {
        this.#reader = fieldsOf(3, ([numbers = '', path = '', target = '']) => {
            this.seen.set(relative(path), of(numbers, target));
        });
    }
    push(piece) {
        this.#reader.push(piece);
    }
}
function statOf(numbers, target) {
    const [dev = '', ctime = ''] = numbers.split(' ').slice(9);
    return { ...far_stat_storedOf(numbers, target), dev: BigInt(dev), ctimeNs: nanoseconds(ctime) };
}
function far_stat_storedOf(numbers, target) {
    const [type = '', mode = '', uid, gid, size, mtime = '', ino = '', links, blocks] = numbers.split(' ');
    return {
        type: far_stat_types[type] ?? 'other',
        mode: parseInt(mode, 8),
        uid: Number(uid),
        gid: Number(gid),
        size: Number(size),
        mtimeNs: nanoseconds(mtime),
        ino: BigInt(ino),
        links: Number(links),
        allocated: Number(blocks) * 512,
        ...(type === 'l' ? { target } : {})
    };
}
const far_stat_second = 1000000000n;
function nanoseconds(text) {
    const [whole = '', fraction = ''] = text.split('.');
    return BigInt(whole) * far_stat_second + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-tree.js








const isGoneLine = /: (?:No such file or directory|Not a directory)$/;
const hashers = 4;
class FarTree {
    path;
    connection;
    constructor(connection, path) {
        this.connection = connection;
        this.path = path;
    }
    async inspect(paths, onProgress) {
        const seen = await this.look(paths);
        const failed = seen.find(isUnreadable);
        if (failed !== undefined)
            throw farFailure(this.connection.address, { status: 74, stderr: failed.unreadable }, 'A stored file could not be looked at');
        onProgress?.({ doing: 'checking', files: paths.length, bytes: 0, totalFiles: paths.length });
        return seen;
    }
    async hash(paths, onProgress) {
        let files = 0;
        const digests = await this.#digests(paths, count => {
            files += count;
            onProgress?.({ doing: 'reading back', files, bytes: 0, totalFiles: paths.length });
        });
        return paths.map(path => digests.get(path));
    }
    async names(directories) {
        const found = await this.list(directories);
        const failed = found.find(isUnreadable);
        if (failed !== undefined)
            throw farFailure(this.connection.address, { status: 74, stderr: failed.unreadable }, 'A stored directory could not be read');
        return found;
    }
    async look(paths) {
        if (paths.length === 0)
            return [];
        const reader = new StatReader(statOf);
        const { stderr } = await this.#run(look, paths, reader);
        const { seen } = reader;
        const missing = hasTrouble(stderr) ? paths.filter(path => !seen.has(path)) : [];
        const whys = await this.#explain(whyNotSeen, missing);
        return paths.map(path => seen.get(path) ?? whys.get(path));
    }
    async reread(files, onRead) {
        const sizes = new Map(files.map(({ path, size }) => [path, size]));
        const digests = await this.#digests([...sizes.keys()], (count, paths) => {
            onRead?.(count, paths.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0));
        }, sizes);
        const missing = files.map(({ path }) => path).filter(path => !digests.has(path));
        const whys = await this.#explain(whyNotRead, missing);
        return files.map(({ path }) => digests.get(path) ?? whys.get(path));
    }
    async list(directories) {
        if (directories.length === 0)
            return [];
        const held = new Map();
        const reader = fieldsOf(3, ([kind = '', start = '', name = '']) => {
            const directory = relative(start);
            if (kind === '0d')
                held.set(directory, []);
            else if (!kind.startsWith('0'))
                held.get(directory)?.push(name);
        });
        const { stderr } = await this.#run(names, directories, reader);
        const empty = stderr === '' ? [] : directories.filter(path => held.get(path)?.length === 0);
        const whys = await this.#explain(whyNotListed, empty);
        return directories.map(path => whys.get(path) ?? held.get(path));
    }
    async #digests(paths, onBatch, sizes) {
        const digests = new Map();
        const parts = balanced(paths, sizes);
        await allOf(parts.map(async (part) => {
            let read = [];
            const tell = () => {
                if (read.length === 0)
                    return;
                onBatch(read.length, read);
                read = [];
            };
            const reader = fieldsOf(1, ([record = '']) => {
                const path = relative(record.slice(66));
                digests.set(path, record.slice(0, 64));
                read.push(path);
                if (read.length >= 100)
                    tell();
            });
            await this.#run(tree_hash, part, reader);
            tell();
        }));
        return digests;
    }
    async #explain(script, paths) {
        const whys = new Map();
        if (paths.length === 0)
            return whys;
        let index = 0;
        const reader = fieldsOf(1, ([said = '']) => {
            const path = paths[index++];
            if (path === undefined || said === '' || isGoneLine.test(said))
                return;
            whys.set(path, { unreadable: external_node_buffer_.Buffer.from(said.slice(said.lastIndexOf(': ') + 2), 'latin1').toString('utf8') });
        });
        await this.#run(script, paths, reader);
        return whys;
    }
    ask(script, asked) {
        return this.connection.run(script, { tree: this.path }, asked);
    }
    async #run(script, paths, reader) {
        const onStdout = (piece) => {
            reader.push(piece);
        };
        const result = await this.ask(script, { input: listOf(paths), onStdout });
        if (result.status === goneStatus)
            return { stderr: '' };
        if (result.status !== 0 && result.stderr === '')
            throw new core_failure/* Failure */.HR('volume', `${this.path} could not be looked at: the far command ended with status ${result.status}`);
        return result;
    }
}
const isUnreadable = (seen) => typeof seen === 'object' && seen !== null && 'unreadable' in seen;
const hasTrouble = (stderr) => stderr.length >= 64 * 1024 || stderr.split('\n').some(line => line !== '' && !isGoneLine.test(line));
function balanced(paths, sizes) {
    if (paths.length === 0)
        return [];
    const weightOf = (path) => (sizes?.get(path) ?? 0) + 100_000;
    const total = paths.reduce((sum, path) => sum + weightOf(path), 0);
    const parts = [[]];
    let weight = 0;
    for (const path of paths) {
        if (weight >= (total / hashers) * parts.length && parts.length < hashers)
            parts.push([]);
        parts.at(-1)?.push(path);
        weight += weightOf(path);
    }
    return parts;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/link-refusal.js
const unknownRefusal = { cause: 'refused', why: 'the link was not made, and nothing was said of it' };
function isAsStored(step, now) {
    if (now?.mtimeNs !== step.storedMtimeNs)
        return false;
    const { owner, mode } = step;
    if (owner !== undefined && (now.uid !== owner.uid || now.gid !== owner.gid))
        return false;
    if (mode === undefined)
        return now.type === 'link';
    return now.type === 'file' && now.size === step.size && now.mode === mode;
}
function link_refusal_causeOf(step, held, said) {
    if (!isAsStored(step, held))
        return { cause: 'altered', why: 'what it was to be linked to is not what was stored' };
    if (said.includes('Too many links') && (held?.links ?? 0) > 100)
        return { cause: 'link-limit', why: 'Too many links' };
    if (said.includes('Invalid cross-device link'))
        return { cause: 'other-filesystem', why: 'Invalid cross-device link' };
    return {
        cause: 'refused',
        why: said
            .split('\n')
            .find(line => line !== '')
            ?.replace(/^.*: /, '') ?? unknownRefusal.why
    };
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-links.js










async function far_links_makeLinks(tree, steps) {
    const isSameName = ({ tree: of, from, path }) => of !== 'self' && from === path;
    const sameName = groupBy(steps.filter(isSameName), step => tree.rootOf(step.tree));
    const renamed = steps.filter(step => !isSameName(step));
    const pairs = renamed.flatMap(step => [latin1(`${tree.rootOf(step.tree)}/`) + step.from, asArgument(step.path)]);
    const reader = new StatReader(far_stat_storedOf);
    const asked = [...sameName].map(([from, some]) => linked(tree, tree_link, listOf(some.map(({ path }) => path)), reader, { from }));
    if (renamed.length > 0) {
        asked.push(linked(tree, linkPairs, wordsOf(pairs), reader));
        asked.push(linked(tree, lookAtLinks, listOf(renamed.map(({ path }) => path)), reader));
    }
    return { said: (await allOf(asked)).join('\n'), seen: reader.seen };
}
async function linked({ connection, values }, script, input, reader, more = {}) {
    const onStdout = (piece) => {
        reader.push(piece);
    };
    const result = await connection.run(script, { ...values, ...more }, { input, onStdout, isNext: true });
    const code = codeSaid(result.stderr);
    const isSeen = result.status === 0 || result.status === goneStatus;
    if (!isSeen || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS')
        throw farFailure(connection.address, result, 'Links could not be made');
    return result.stderr;
}
async function refusals({ connection, rootOf }, steps, said) {
    const refused = new Map();
    for (const [root, asked] of groupBy(steps, ({ tree }) => rootOf(tree))) {
        const held = await new FarTree(connection, root).look(asked.map(({ from }) => from));
        asked.forEach((step, index) => {
            const now = held[index];
            refused.set(step, link_refusal_causeOf(step, now !== undefined && 'ino' in now ? now : undefined, said));
        });
    }
    return refused;
}
const latin1 = (text) => external_node_buffer_.Buffer.from(text, 'utf8').toString('latin1');

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-copy.js
const rsyncSilence = 120;
const farCopyOptions = ({ linkDest, versions = [] }, far, isFuse, rootOf) => {
    const [old] = linkDest.length > 0 ? [] : versions.filter(({ from, path }) => from === path);
    return [
        '-s',
        `--timeout=${rsyncSilence}`,
        ...(isFuse && knowsFsync(far) ? ['--fsync'] : []),
        ...(old === undefined ? [] : [`--copy-dest=${rootOf(old.tree)}`])
    ];
};
function knowsFsync({ rsync }) {
    if (rsync === undefined || !('version' in rsync))
        return false;
    const [major, minor, patch] = rsync.version;
    return major > 3 || (major === 3 && (minor > 2 || (minor === 2 && patch >= 4)));
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-packed.js








const far_packed_chunkFiles = 1000;
const far_packed_chunkBytes = 8 * 1024 * 1024;
const pieceBytes = 1024 * 1024;
const archiveEnd = external_node_buffer_.Buffer.alloc(1024);
async function far_packed_packCopies(place, packing, request, entries, onProgress) {
    if (entries.length === 0)
        return { left: [] };
    const left = [];
    let files = 0;
    let bytes = 0;
    const tell = () => {
        const { paths, totalBytes } = request;
        onProgress({ doing: 'copying', files, bytes, totalFiles: paths.length, totalBytes });
    };
    const chunks = chunksOf(entries, far_packed_chunkFiles, far_packed_chunkBytes);
    const packed = chunks.map(chunk => async () => {
        let archive = external_node_buffer_.Buffer.alloc(0);
        const kept = await inArchive(packing, request, chunk, fd => {
            archive = (0,external_node_fs_.readFileSync)(fd);
        });
        left.push(...kept);
        files += chunk.length - kept.length;
        bytes += packed_chunks_sizeOf(chunk) - packed_chunks_sizeOf(kept);
        return archive;
    });
    let problem;
    const input = async function* (isWanted) {
        try {
            yield* archives(isWanted);
        }
        catch (error) {
            problem = error;
        }
        yield archiveEnd;
    };
    const archives = async function* (isWanted) {
        for await (const archive of oneAhead(packed)) {
            for (let at = 0; at < archive.length && isWanted(); at += pieceBytes)
                yield archive.subarray(at, at + pieceBytes);
            if (!isWanted())
                return;
            tell();
        }
    };
    const said = await extracted(place, input, { isLong: true });
    if (problem instanceof core_failure/* Failure */.HR)
        throw problem;
    const refused = said ?? (problem === undefined ? undefined : (0,core_failure/* messageOf */.bD)(problem));
    if (refused === undefined)
        return { left };
    files = 0;
    bytes = 0;
    tell();
    return { left: entries, refused };
}
const far_packed_setDirectories = (place, directories) => extracted(place, () => directoryMembers(directories), { isNext: true });
async function extracted({ connection, values, keepOwners }, input, asked) {
    let isWanted = true;
    const onStdout = () => {
        isWanted = false;
    };
    const told = { ...values, owners: keepOwners ? 'yes' : 'no', list: extractArgs('-', keepOwners) };
    const result = await connection.run(tree_extract, told, { ...asked, onStdout, input: input(() => isWanted) });
    if (result.status === busyStatus || result.status === goneStatus)
        throw farFailure(connection.address, result, 'The new tree could not be written');
    return refusalOf(result);
}
async function* oneAhead(works) {
    let next = works[0]?.();
    for (const [index] of works.entries()) {
        const result = await next;
        next = works[index + 1]?.();
        next?.catch(() => undefined);
        yield result;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-texts.js



async function packTexts(record, manifest) {
    const { pieces, readersMode } = isPacked(manifest) ? manifest : await packManifest(manifest);
    const text = external_node_buffer_.Buffer.from(encodeRecord(record));
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    return {
        values: { size: String(size), recordSize: String(text.length), readers: readersMode.toString(8) },
        input: gathered([...pieces, text])
    };
}
const far_texts_pieceBytes = 1024 * 1024;
function* gathered(pieces) {
    let some = [];
    let bytes = 0;
    for (const piece of pieces) {
        if (bytes > 0 && bytes + piece.length > far_texts_pieceBytes) {
            yield external_node_buffer_.Buffer.concat(some);
            some = [];
            bytes = 0;
        }
        some.push(piece);
        bytes += piece.length;
    }
    yield external_node_buffer_.Buffer.concat(some);
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/held-back.js
const held_back_patienceMs = 60_000;
async function heldBack(until, work, patience = held_back_patienceMs) {
    const end = new AbortController();
    let timer;
    const late = new Promise(resolve => {
        timer = setTimeout(() => {
            resolve(false);
        }, patience);
    });
    const mayGo = Promise.race([until.then(() => true), late])
        .catch(() => false)
        .finally(() => {
        clearTimeout(timer);
    });
    const begun = work(input => ({ held: onceTrue(mayGo, input), end: end.signal }));
    begun.catch(() => undefined);
    const isGoing = await mayGo;
    if (isGoing)
        return await begun;
    end.abort();
    await begun.catch(() => undefined);
    await until;
    return await work(input => ({ held: input, end: new AbortController().signal }));
}
async function* onceTrue(mayGo, input) {
    if (await mayGo)
        yield* input;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/many-stored.js



const partLength = 50_000;
async function inspectMany(tree, paths, onProgress) {
    if (paths.length <= partLength)
        return await tree.inspect(paths, onProgress);
    const parts = [];
    for (let at = 0; at < paths.length; at += partLength) {
        const part = paths.slice(at, at + partLength);
        parts.push(packStored(await tree.inspect(part)));
        onProgress?.({ doing: 'checking', files: at + part.length, bytes: 0, totalFiles: paths.length });
    }
    return listOfParts(paths.length, parts, partLength, storedOf);
}
async function linkMany(steps, link, onProgress) {
    const parts = [];
    for (let at = 0; at < steps.length; at += partLength) {
        const part = partOf(steps, at, partLength);
        const made = await link(part, at + part.length === steps.length);
        onProgress({ doing: 'linking', files: at + part.length, bytes: 0, totalFiles: steps.length });
        if (steps.length <= partLength)
            return made;
        parts.push(packOutcomes(made));
    }
    return listOfParts(steps.length, parts, partLength, link_rows_outcomeOf);
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-partial.js






















class FarPartial extends FarTree {
    linksToCopyBeside = Infinity;
    preparesCopies = true;
    #place;
    #id;
    begun;
    #done = Promise.resolve();
    #linksInParts = false;
    constructor(place, id, begun) {
        super(place.connection, `${place.layout.partial}/${id}`);
        this.#place = place;
        this.#id = id;
        this.begun = begun;
        this.#later(begun);
    }
    makeDirectories(paths) {
        if (paths.length > 0)
            this.#later(this.#write(tree_makeDirectories, 'Directories could not be made', listOf(paths)));
        return Promise.resolve();
    }
    link(steps, onProgress, onMade) {
        this.#linksInParts = steps.length > partLength;
        return linkMany(steps, (some, isLast) => this.#link(some, isLast ? onMade : undefined), onProgress);
    }
    async #link(steps, onMade) {
        const tree = { connection: this.connection, values: this.#values(), rootOf: this.#roots() };
        const { seen, said } = await this.#after(far_links_makeLinks(tree, steps));
        onMade?.();
        const missing = steps.filter(({ path }) => !seen.has(path)).map(({ path }) => path);
        const there = await this.inspect(missing);
        const late = new Map(missing.map((path, index) => [path, there[index]]));
        const stored = steps.map(({ path }) => seen.get(path) ?? late.get(path));
        const altered = steps.filter((step, index) => stored[index] !== undefined && !isAsStored(step, stored[index]));
        if (altered.length > 0)
            await this.#write(unlink, 'Links could not be taken back', listOf(altered.map(({ path }) => path)));
        const refused = await refusals(tree, steps.filter((_, index) => stored[index] === undefined), said);
        return steps.map((step, index) => {
            const now = stored[index];
            if (now === undefined)
                return { linked: false, ...(refused.get(step) ?? unknownRefusal) };
            if (isAsStored(step, now))
                return { linked: true, ino: now.ino, allocated: now.allocated, links: now.links };
            return { linked: false, cause: 'altered', why: 'its size, mtime, mode or owner is not what was stored' };
        });
    }
    async copy(request, onProgress) {
        const { connection } = this;
        const isFuse = (await this.#after(this.begun)).startsWith('fuse');
        const byRsync = (paths, tell) => this.#rsync({ ...request, paths }, isFuse, tell);
        const { packing } = this.#place;
        if (isFuse || packing === undefined || !connection.far.hasGnuTar || !isForPacking(request))
            return await byRsync(request.paths, onProgress);
        const { keepOwners, after = noWait } = request;
        const place = { connection, values: this.#values(), keepOwners };
        const ways = {
            pack: (entries, tell) => far_packed_packCopies(place, packing, request, entries, tell),
            setDirectories: async (directories) => {
                if (this.#linksInParts)
                    await after();
                const [refused] = await allOf([far_packed_setDirectories(place, directories), after()]);
                return refused;
            },
            rsync: async (paths, _isBegun, tell) => (paths.length === 0 ? { status: 0, messages: [] } : byRsync(paths, tell))
        };
        return await this.#after(copyMany(ways, request, new Map(), onProgress));
    }
    async #rsync(request, isFuse, onProgress) {
        const { connection } = this;
        const more = [
            `--rsync-path=${farCommand(writingRsync, this.#values())}`,
            ...farCopyOptions(request, connection.far, isFuse, this.#roots())
        ];
        const copy = hold => rsyncCopy({ ...request, destination: connection.rsyncPath(this.path), more }, async (args, { input = [], onStdout }) => {
            const { held, end } = hold(input);
            const result = await connection.rsync(args, { input: held, end, ...(onStdout && { onStdout }) });
            if (result.status !== 0 && lockSaid.test(result.stderr))
                throw lockLost(connection.address);
            return result;
        }, onProgress);
        return await heldBack(this.#after((request.after ?? noWait)()), copy);
    }
    async seal(directories, paths = [], onProgress) {
        const words = directories
            .toReversed()
            .flatMap(({ owner, mode, mtimeNs, path }) => [
            owner === undefined ? '-' : `${owner.uid}:${owner.gid}`,
            mode.toString(8).padStart(4, '0'),
            `@${decimalSeconds(mtimeNs)}`,
            asArgument(path)
        ]);
        this.#later(this.#write(attributes, 'The new tree could not be given its attributes', wordsOf(words)));
        this.#later(this.#synced());
        const seen = await inspectMany(this, paths, onProgress);
        await this.#done;
        return seen;
    }
    async #synced() {
        const result = await this.connection.run(sync, this.#values(), { isNext: true });
        if (result.status === 0)
            return;
        if (result.status === busyStatus || codeSaid(result.stderr) !== undefined)
            throw farFailure(this.connection.address, result, 'The new tree could not be put on stable storage');
        throw new core_failure/* Failure */.HR('stored', `The volume on ${hostText(this.connection.address)} did not confirm that the snapshot is on stable storage: ${result.stderr.trim()}. Nothing was published; check the disk.`);
    }
    async publish(record, manifest) {
        const { values: texts, input } = await this.#after(packTexts(record, manifest));
        const { series, own } = this.#place.layout;
        const values = { series, own, id: this.#id, ...texts, ...this.#place.writing() };
        const published = this.connection.run(publish, values, { input, isNext: true });
        this.#place.survey().catch(() => undefined);
        const result = await published;
        if (result.status === 0)
            return;
        const why = result.stdout.toString('latin1');
        const path = this.#place.layout.snapshot(this.#id);
        if (why === 'taken')
            throw new core_failure/* Failure */.HR('volume', `${path} is there already; nothing was published.`);
        if (why === 'other mount')
            throw new core_failure/* Failure */.HR('volume', `${this.path} is a mount of its own, and cannot be renamed to ${path}; nothing was published.`);
        throw farFailure(this.connection.address, result, 'The snapshot could not be published');
    }
    async pack(manifest) {
        await this.connection.sent();
        return await packManifest(manifest);
    }
    async ask(script, asked) {
        const isLong = script === tree_hash;
        if (isLong)
            await this.#done;
        return await this.#after(super.ask(script, { ...asked, isNext: !isLong }));
    }
    #later(work) {
        this.#done = this.#after(work);
        this.#done.catch(() => undefined);
    }
    async #after(work) {
        const [, result] = await allOf([this.#done, work]);
        return result;
    }
    #roots() {
        const known = new Map();
        return tree => {
            if (tree === 'self')
                return this.path;
            const name = `${tree.series}/${tree.id}`;
            const root = known.get(name) ?? seriesLayout(this.connection.address.path, tree.series).snapshot(tree.id);
            known.set(name, root);
            return root;
        };
    }
    async #write(script, doing, input) {
        const result = await this.connection.run(script, this.#values(), { input, isNext: true });
        if (result.status !== 0)
            throw farFailure(this.connection.address, result, doing);
    }
    #values() {
        return { own: this.#place.layout.own, tree: this.path, ...this.#place.writing() };
    }
}
const noWait = () => Promise.resolve();
const lockSaid = /the (?:lock of the series is gone|series (?:is|was) locked by another run)/;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-removal.js







async function far_removal_leftovers(place) {
    const doing = 'What is left of earlier runs could not be looked at';
    const { stdout } = await place.ask(leftovers, doing, {}, { isNext: true });
    const text = stdout.toString('latin1');
    const fields = text.split('\0');
    const end = fields.indexOf('');
    const paths = fields.slice(0, end);
    const [real = '', mounts = ''] = fields.slice(end + 1);
    const points = (0,volume_mounts/* parseMountinfo */.b7)(mounts).map(({ mountPoint }) => mountPoint);
    const isMounted = (path) => points.some(point => isWithin(`${real}/${path.replace(/^\.\//, '')}`, point));
    return { paths: paths.filter(path => !isMounted(path)), mounted: paths.filter(isMounted) };
}
async function far_removal_remove(place, { paths, mounted }) {
    const there = mounted.map(path => `${place.layout.own}/${path}: something is mounted there or below`);
    if (paths.length === 0)
        return there;
    const list = paths.map(path => Buffer.from(path, 'latin1').toString('utf8'));
    const values = { own: place.layout.own, list, ...place.writing() };
    const result = await place.connection.run(series_remove, values, { isNext: true });
    if (result.status === busyStatus)
        throw farFailure(place.connection.address, result, 'What is left could not be removed');
    return result.status === 0 ? there : [...there, ...result.stderr.split('\n').filter(line => line !== '')];
}
async function clearSeries(place, asked) {
    const [{ partial, trash }, left] = await allOf([place.survey(), asked]);
    const begun = [...partial.keys()];
    const ids = [...begun, ...trash.keys()];
    if (ids.length > 0)
        await place.ask(forget, 'What is left of earlier runs could not be removed', { list: ids, ...place.writing() }, { isNext: true });
    return { begun, left: await far_removal_remove(place, left) };
}
async function emptyTrash(place, inodesOf) {
    const all = await far_removal_leftovers(place);
    const inTrash = (path) => path.startsWith('trash/');
    const left = await far_removal_remove(place, { paths: all.paths.filter(inTrash), mounted: all.mounted.filter(inTrash) });
    const inodes = left.length === 0 ? [] : (await inodesOf([`${ownDirectory}/trash`])).flat();
    return { left, leftInodes: new Set(inodes.map(({ ino }) => ino)) };
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-usage.js






class FarUsage {
    inodes;
    #place;
    #file;
    #kept;
    #asked;
    #own;
    constructor(place, inodes) {
        this.#place = place;
        this.#file = `${place.layout.own}/usage.json`;
        this.inodes = async (id) => (await inodes([id])).flat();
    }
    async kept() {
        const asked = (this.#asked ??= this.#read());
        this.#kept ??= await asked;
        return this.#kept;
    }
    async #read() {
        try {
            return (await readFarFile(this.#place.connection, this.#file, mostUsageBytes, { isNext: true }))?.toString('utf8');
        }
        catch (error) {
            if (error instanceof core_failure/* Failure */.HR && error.kind === 'cancelled')
                throw error;
            return undefined;
        }
    }
    async keep(text) {
        const bytes = external_node_buffer_.Buffer.from(text);
        const { connection } = this.#place;
        const volume = connection.address.path;
        const values = { file: this.#file, size: String(bytes.length), name: pageName, volume, ...this.#place.noting() };
        const doing = 'What was counted could not be kept';
        const { changes } = this.#place;
        connection.room.changes();
        const said = await this.#place.ask(keepCounted, doing, values, { input: [bytes] });
        this.#own = { bytes: this.#ownSaid(said), changes };
        const [, , free] = said.stdout.toString('latin1').split('\0');
        if (free !== undefined)
            connection.room.said(free);
        this.#kept = text;
    }
    forgetOwn() {
        this.#own = undefined;
    }
    async diskUse(names) {
        if (names.length === 0)
            return 0;
        const { connection, layout } = this.#place;
        const result = await connection.run(diskUse, { series: layout.series, list: names });
        return totalSaid(result, layout.series);
    }
    async ownUse() {
        if (this.#own?.changes === this.#place.changes)
            return this.#own.bytes;
        return this.#ownSaid(await this.#place.ask(ownUse, 'The series could not be measured', { name: pageName }));
    }
    #ownSaid({ stdout, stderr }) {
        const [blocks = '', disk = ''] = stdout.toString('latin1').split('\0');
        const total = totalSaid({ stdout: external_node_buffer_.Buffer.from(disk), stderr }, this.#place.layout.series);
        return total + blocks.split('\n').reduce((sum, line) => sum + Number(line), 0) * 512;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-series.js























function farSeries(volume, place) {
    const { connection, layout, series: name } = place;
    const survey = () => place.survey();
    let counted;
    let damage;
    let left;
    const inodes = (names) => far_series_inodesOf(place, names);
    const begun = (id) => {
        const asked = place.ask(begin, 'The new tree could not be begun', { id, ...place.writing() }, { isNext: true });
        return new FarPartial(place, id, asked.then(({ stdout }) => stdout.toString('latin1')));
    };
    const askUnderLock = () => {
        left = far_removal_leftovers(place);
        damage = far_series_knownDamage(place);
        counted = new FarUsage(place, inodes);
        for (const asked of [survey(), left, damage, counted.kept()])
            asked.catch(() => undefined);
    };
    return {
        name,
        path: `${volume}/${name}`,
        lock: async (holder, timeoutMs, onWait) => {
            const held = await place.lock(holder, timeoutMs, onWait);
            askUnderLock();
            return {
                release: async () => {
                    await held.release();
                    counted = undefined;
                    damage = undefined;
                    left = undefined;
                }
            };
        },
        clear: () => {
            const asked = left ?? far_removal_leftovers(place);
            left = undefined;
            return clearSeries(place, asked);
        },
        list: async () => listingOf(await survey()).reverse(),
        lost: async () => lostIn(await survey()),
        latest: async () => (await survey()).latest,
        pointLatest: async (id) => {
            await place.ask(series_pointLatest, 'latest could not be moved', { id, ...place.writing() });
        },
        takenIds: async () => {
            const { trees, partial, trash, records } = await survey();
            return new Set([...trees.keys(), ...partial.keys(), ...trash.keys(), ...records.keys()]);
        },
        manifest: async (id) => (await place.newest(id)) ?? (await readFarManifest(place, id)),
        tree: id => new FarTree(connection, layout.snapshot(id)),
        bring: (id, files, how, onProgress) => bringFiles(connection, layout.snapshot(id), files, how, onProgress),
        read: id => holdSnapshot(connection, layout, id),
        inodes,
        isBeingRead: async (id) => (await place.ask(series_isBeingRead, 'A snapshot could not be asked for its readers', { id })).stdout.length > 0,
        trash: ids => far_series_trash(place, ids),
        emptyTrash: () => emptyTrash(place, inodes),
        begin: async (id) => {
            const partial = begun(id);
            await partial.begun;
            return partial;
        },
        beginAhead: begun,
        bytesOnDisk: async () => {
            const listed = listingOf(await survey());
            counted ??= new FarUsage(place, inodes);
            const bytes = await countSeries(counted, listed, place.isLocked);
            if (!place.isLocked)
                counted = undefined;
            return bytes;
        },
        countAdded: async (added) => {
            if (!place.isLocked)
                throw new Error('what was counted is only kept under the lock');
            const listed = listingOf(await survey());
            await countAdded((counted ??= new FarUsage(place, inodes)), listed, added);
        },
        device: async () => (await place.ask(device, 'The series could not be looked at')).stdout.toString('latin1').trim(),
        sharing: async (wanted) => {
            const ids = wanted.size === 0 ? [] : snapshotsIn(await survey());
            return ids.length === 0 ? [] : await far_series_sharing(place, ids, wanted);
        },
        hasPage: () => far_series_hasPage(place),
        writePage: async (html) => {
            connection.room.changes();
            counted?.forgetOwn();
            await far_series_writePage(place, html);
        },
        knownDamage: () => damage ?? far_series_knownDamage(place),
        keepDamage: async (damaged) => {
            damage = undefined;
            const bytes = external_node_buffer_.Buffer.from(damaged.length === 0 ? '' : encodeKnownDamage(damaged));
            const values = { file: layout.damaged, size: String(bytes.length), ...place.writing() };
            const doing = 'The list of damaged files could not be written';
            if (damaged.length === 0)
                await place.ask(removeOwn, doing, values);
            else
                await place.ask(writeOwn, doing, values, { input: [bytes] });
        }
    };
}
const snapshotsIn = ({ trees }) => oldestFirst([...trees].flatMap(([id, type]) => (type === 'd' && isSnapshotId(id) ? [id] : [])));
const listingOf = (survey) => snapshotsIn(survey).map((id) => {
    const record = survey.records.get(id);
    if (record === undefined)
        return { id };
    return 'why' in record ? { id, damage: record.why } : judgeRecord(id, record.text);
});
function lostIn({ trees, partial, trash, records }) {
    const isThere = (id) => [trees, partial, trash].some(place => place.get(id) === 'd');
    return [...records].flatMap(([id, record]) => {
        if (!isSnapshotId(id) || isThere(id))
            return [];
        const judged = 'why' in record ? undefined : judgeRecord(id, record.text).record;
        return [{ id, isAdopted: judged?.tags.includes(adoptedTag) ?? false }];
    });
}
async function far_series_inodesOf(place, names) {
    if (names.length === 0)
        return [];
    const counter = new InodeCounter();
    const onStdout = (piece) => {
        counter.push(piece);
    };
    const { series } = place.layout;
    const result = await place.connection.run(inodes, { series, list: names }, { onStdout });
    return counter.finish(names.map(name => `${series}/${name}`), result);
}
async function far_series_sharing(place, ids, wanted) {
    const names = new SharedNames(wanted);
    const { series } = place.layout;
    const values = { series, list: sharingArgs(ids, wanted) };
    const onStdout = (piece) => {
        names.push(piece);
    };
    return names.finish(series, await place.connection.run(series_sharing, values, { onStdout }));
}
async function far_series_trash(place, ids) {
    if (ids.length === 0)
        return { trashed: [], beingRead: [] };
    const { stdout } = await place.ask(series_trash, 'Snapshots could not be moved into the trash', {
        list: ids,
        ...place.writing()
    });
    const said = stdout.toString('latin1').split('\0');
    const named = (letter) => said.flatMap(word => (word.startsWith(letter) ? [word.slice(letter.length)] : []));
    return { trashed: named('T'), beingRead: named('R') };
}
async function far_series_hasPage({ connection, layout }) {
    const result = await connection.run(series_hasPage, { series: layout.series, name: pageName, mark: pageMark });
    if (result.status !== 0)
        throw farFailure(connection.address, result, 'The page of the series could not be looked for');
    return result.stdout.toString('latin1') === 'yes';
}
async function far_series_writePage({ connection, layout }, html) {
    const page = external_node_buffer_.Buffer.from(html);
    const values = {
        series: layout.series,
        own: layout.own,
        name: pageName,
        mark: pageMark,
        size: String(page.length)
    };
    const result = await connection.run(series_writePage, values, { input: [page] });
    if (result.status === foreignStatus)
        throw foreignPage(layout.page);
    if (result.status !== 0)
        throw farFailure(connection.address, result, 'The page of the series could not be written');
}
async function far_series_knownDamage(place) {
    try {
        const text = await readFarFile(place.connection, place.layout.damaged, mostDamageBytes, { isNext: true });
        return { damaged: text === undefined ? [] : decodeKnownDamage(text.toString('utf8')) };
    }
    catch (error) {
        if (error instanceof core_failure/* Failure */.HR && error.kind === 'cancelled')
            throw error;
        return { damaged: [], problem: (0,core_failure/* messageOf */.bD)(error) };
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-volume.js









function farVolume(name, connection, keepsOwners, packing) {
    const { path } = connection.address;
    const series = new Map();
    const known = (wanted) => {
        const found = series.get(wanted);
        if (found !== undefined)
            return found;
        const place = farPlace(wanted, connection, packing);
        const made = { place, series: farSeries(name, place) };
        series.set(wanted, made);
        return made;
    };
    let stateAhead;
    const ask = async (script, doing, input) => {
        const result = await connection.run(script, {
            volume: path,
            ...(script === volume_probeLinks && { isRoot: keepsOwners() ? 'yes' : 'no' }),
            size: String(input?.length ?? 0)
        }, { isNext: true, ...(input && { input: [input] }) });
        if (result.status !== 0)
            throw farFailure(connection.address, result, doing);
        return result.stdout;
    };
    const askState = () => ask(state, 'The volume could not be looked at');
    return {
        name,
        isSlowToAnswer: true,
        places: () => Promise.resolve([]),
        askAhead: wanted => {
            stateAhead = askState();
            stateAhead.catch(() => undefined);
            known(wanted).place.askAhead();
        },
        state: async () => {
            const ahead = stateAhead;
            stateAhead = undefined;
            return stateFrom((await ahead?.catch(() => undefined)) ?? (await askState()));
        },
        mark: async (text) => {
            await ask(mark, 'The volume could not be marked', external_node_buffer_.Buffer.from(text));
        },
        probeLinks: async () => {
            checkRsync(connection);
            return probeFrom(await ask(volume_probeLinks, 'Links could not be tried on the volume'));
        },
        free: async () => freeFrom(connection.room.take() ??
            (await ask(free, 'The room on the volume could not be asked for')).toString('latin1')),
        series: wanted => known(wanted).series,
        seriesNames: async () => {
            const names = await ask(seriesNames, 'The series of the volume could not be found');
            return (names
                .toString('utf8')
                .split('\0')
                .filter(found => found.includes('/'))
                .map(found => found.replace(/\/\.snapshots$/, ''))
                .sort());
        }
    };
}
function stateFrom(answer) {
    const [kind, writable, realPath = '', mounts = '', marker, text = ''] = answer.toString('latin1').split('\0');
    return {
        kind: kind === 'directory' || kind === 'not-a-directory' ? kind : 'missing',
        isWritable: writable === 'yes',
        ...(0,volume_mounts/* standing */.JA)((0,volume_mounts/* parseMountinfo */.b7)(pathFromLatin1(mounts)), pathFromLatin1(realPath)),
        marker: marker === 'text'
            ? judgeMarker(external_node_buffer_.Buffer.from(text, 'latin1').toString('utf8'))
            : marker === 'unreadable'
                ? { state: 'damaged', why: text }
                : { state: 'absent' }
    };
}
const pathFromLatin1 = (text) => text;
function probeFrom(answer) {
    const [hard = '', soft = '', owners = ''] = answer.toString('utf8').split('\0');
    const judged = (said) => said === 'works' ? { works: true } : { works: false, why: said.slice(said.lastIndexOf(': ') + 2) };
    return { hardLinks: judged(hard), symlinks: judged(soft), ...(owners !== '' && { owners: judged(owners) }) };
}
function freeFrom(answer) {
    const [available = 0, size = 0, blocks = 0, freeInodes = 0, inodes = 0] = answer.split(' ').map(Number);
    const free = { bytes: available * size, totalBytes: blocks * size };
    return inodes === 0 ? free : { ...free, inodes: freeInodes, totalInodes: inodes };
}

;// CONCATENATED MODULE: ./lib/wiring/open-volume.js








async function openVolumeIfThere(world, inputs) {
    const none = (why) => ({
        volume: absentVolume(inputs.volume, why),
        ...onThisMachine(world, inputs)
    });
    if (inputs.volume === '')
        return none('No volume was given, and SNAPSHOT_VOLUME is not set.');
    try {
        return await openVolume(world, inputs);
    }
    catch (error) {
        if (!(error instanceof Failure) || error.kind !== 'volume')
            throw error;
        return none(error.message);
    }
}
function onThisMachine({ env, context, processes, startPool }, { jobs }) {
    const machine = localMachine(env);
    const { tempDir } = context;
    return { machine, parts: { processes, pool: startPool(jobs), clock: system_clock/* systemClock */.m, isRoot: machine.isRoot, tempDir } };
}
const sparesOfASnapshot = 2;
async function openVolume(world, inputs, meanwhile) {
    const { env, context, processes } = world;
    const { volume: name, ssh } = inputs;
    const { machine, parts } = onThisMachine(world, inputs);
    const address = addressOf(name);
    if (address.kind === 'local')
        return { volume: localVolume(address.path, parts), machine, parts };
    const { SSH_AUTH_SOCK: authSock } = env;
    const reaching = Connection.reach(address, ssh ?? { strict: true }, {
        processes,
        tempDir: context.tempDir,
        ...(meanwhile !== undefined && { spares: sparesOfASnapshot }),
        ...(authSock === undefined ? {} : { authSock })
    });
    reaching.catch(() => undefined);
    meanwhile?.begin({ machine, parts });
    const connection = await reaching;
    const isRoot = () => machine.isRoot && connection.far.isRoot;
    const volume = farVolume(name, connection, isRoot, parts);
    if (meanwhile !== undefined)
        volume.askAhead(meanwhile.series);
    await connection.greeted();
    world.atEnd(() => connection.close());
    return { volume, machine: { ...machine, isRoot: isRoot() }, parts, connection };
}
function unopenedVolume(world, inputs) {
    const volume = absent_volume_absentVolume(inputs.volume, 'The volume was not opened, because this run writes nothing.');
    return { volume, ...onThisMachine(world, inputs) };
}

;// CONCATENATED MODULE: ./lib/wiring/snapshot.js

















async function snapshotWith(world) {
    const { env, context, reporter } = world;
    const inputs = readSnapshotInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const report = await takeSnapshot(inputs, context, await portsFor(world, inputs), program);
    return {
        log: logSummary(report),
        json: jsonReport(report),
        outputs: reportPath => snapshotOutputs(report, reportPath),
        ...(inputs.summary && { summary: snapshotSummary(report) })
    };
}
async function portsFor(world, inputs) {
    const { context, reporter } = world;
    const sourceOf = ({ parts, machine }) => localSource({ ...parts, tempDir: context.tempDir, keepOwners: machine.isRoot });
    const common = { clock: system_clock/* systemClock */.m, reporter };
    if (whyReadOnly(inputs, context) !== undefined) {
        const unopened = unopenedVolume(world, inputs);
        return { ...common, volume: unopened.volume, machine: unopened.machine, source: sourceOf(unopened) };
    }
    let ahead;
    const opened = await openVolume(world, inputs, {
        begin: own => {
            own.parts.pool.start();
            ahead = sourceAhead(sourceOf(own), sourceRequest(inputs, context), inputs.compare === 'content');
        },
        series: inputs.name
    });
    const { volume, machine, parts, connection } = opened;
    parts.pool.start();
    return {
        ...common,
        volume,
        machine,
        source: ahead === undefined ? sourceOf(opened) : machine.isRoot ? ahead : withoutOwners(ahead),
        ...(inputs.cacheCopy && { copies: openCopies(world, parts) }),
        ...(inputs.jobs === undefined &&
            connection === undefined && {
            parallelism: autoParallelism(parts.pool, diskUnder(inputs.volume), reporter)
        })
    };
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(907);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
