// The layers of the code are rules here: entry → inputs, actions → core; adapters → ports → core. Arrows point down only.
import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const layer = (files, forbidden, why) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: forbidden.map(regex => ({ regex, message: why })) }]
  }
})

const world = '^(node:)?(fs|child_process|os|net|http|https|worker_threads|process|readline|timers)(/.*)?$'

export default defineConfig(
  globalIgnores(['dist/', 'lib/', 'coverage/', '.cache/']),
  js.configs.recommended,
  { languageOptions: { globals: globals.node } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }]
    }
  },
  layer(
    ['src/core/**/*.ts'],
    ['/(ports|adapters|actions|inputs)/', world, '^@actions/'],
    'core/ is pure: it knows no disk, process, clock or layer above it'
  ),
  layer(
    ['src/ports/**/*.ts'],
    ['/(adapters|actions|inputs)/', world, '^@actions/'],
    'ports/ are interfaces over core/'
  ),
  layer(
    ['src/inputs/**/*.ts'],
    ['/(adapters|actions|ports)/', world, '^@actions/'],
    'inputs/ turn strings into values'
  ),
  layer(['src/actions/**/*.ts'], ['/adapters/', world, '^@actions/'], 'actions/ reach the world only through ports/'),
  layer(['src/adapters/**/*.ts'], ['/(actions|inputs)/'], 'adapters/ serve ports/; they know no action'),
  {
    files: ['src/**/*.ts'],
    ignores: ['src/adapters/system-clock.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'time comes from the clock port'
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'time comes from the clock port'
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'randomness comes in as an argument'
        }
      ]
    }
  }
)
