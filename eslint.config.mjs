import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      '.skyhold',
      'coverage',
      'docs',
      '*.js',
      '*.cjs',
      '*.mjs',
      'test/support/*.js',
      'tools',
      'src/client/schema.ts',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // `async` functions without `await` keep a door's promise shape.
      '@typescript-eslint/require-await': 'off',
      // Options are literals by design of the SDKs whose classes describe them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `open<T>(sealed)` names the shape that was sealed.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Factories answer plain objects whose functions use no `this`; handing one on is the point.
      '@typescript-eslint/unbound-method': 'off',
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    files: ['src/workflows/**'],
    rules: {
      // The loop that reads a booking's mail ends by returning.
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setImmediate'],
    },
  },
  {
    // Only `config.ts` reads the environment; the payment provider and the launcher are programs of their own.
    files: ['src/**'],
    ignores: ['src/config.ts', 'src/provider/**', 'src/stack/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' },
      ],
    },
  },
  {
    files: ['test/**', 'scripts/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      'max-lines': 'off',
      'no-console': 'off',
      // Wire answers are compared as they come.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
    },
  },
);
