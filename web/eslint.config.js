import sheriff from '@softarc/eslint-plugin-sheriff';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

/** One way to the server, typed by its own description: pages name what they want, `data` folders say where it is. */
const httpOnlyInApi = {
  'no-restricted-imports': [
    'error',
    {
      paths: [
        {
          name: '@angular/common/http',
          message: 'Use Api or read() of shared/data-api, in a data folder.',
        },
      ],
    },
  ],
};

/** Text that leaves the page goes through one place for each way out. */
const oneWayOut = {
  'no-restricted-properties': [
    'error',
    { object: 'navigator', property: 'clipboard', message: 'Inject Clipboard of shared/util-clipboard.' },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector:
        'TemplateLiteral[expressions.length>0] > TemplateElement:first-child[value.raw=/^\\/(api|_allauth)\\b/]',
      message: "Write at('/api/…/{part}/', { part }) of shared/util-api: parts of a path are data.",
    },
    {
      selector:
        "MemberExpression[property.name='clipboard'][object.property.name=/^(navigator|defaultView)$/]",
      message: 'Inject Clipboard of shared/util-clipboard.',
    },
  ],
};

export default tseslint.config(
  { ignores: ['dist/', '.angular/', 'node_modules/', 'src/app/shared/util-api/openapi.ts'] },
  {
    files: ['src/**/*.ts'],
    extends: [
      ...tseslint.configs.strict,
      ...tseslint.configs.stylistic,
      ...angular.configs.tsRecommended,
      sheriff.configs.all,
    ],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
      '@angular-eslint/component-max-inline-declarations': ['error', { template: 40, styles: 0 }],
      '@angular-eslint/prefer-inject': 'error',
      '@angular-eslint/prefer-signals': 'error',
      '@angular-eslint/prefer-output-readonly': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
      ...httpOnlyInApi,
      ...oneWayOut,
    },
  },
  {
    files: [
      'src/app/shared/data-api/api.ts',
      'src/app/shared/data-session/signed-out.ts',
      'src/app/shell/app-config.ts',
      'src/testing/**/*.ts',
      'src/**/*.spec.ts',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/app/shared/util-clipboard/clipboard.ts', 'src/**/*.spec.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    // Tests stand outside the walls: a page's test opens its routes with the test kit.
    files: ['src/**/*.spec.ts', 'src/testing/**/*.ts'],
    rules: {
      '@softarc/sheriff/dependency-rule': 'off',
      '@angular-eslint/component-max-inline-declarations': 'off',
      '@angular-eslint/component-selector': 'off',
    },
  },
  {
    files: ['src/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
    rules: {
      '@angular-eslint/template/prefer-control-flow': 'error',
      '@angular-eslint/template/prefer-self-closing-tags': 'error',
      '@angular-eslint/template/button-has-type': 'error',
      // Inline style attributes are refused by the content security policy: bind [style.x] or use a class.
      '@angular-eslint/template/no-inline-styles': ['error', { allowNgStyle: false, allowBindToStyle: true }],
    },
  },
);
