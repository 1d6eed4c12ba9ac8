import sheriff from '@softarc/eslint-plugin-sheriff';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

/** `HttpClient` lives in `data` folders only: pages and components name what they want, not where it comes from. */
const httpOnlyInData = {
  'no-restricted-imports': [
    'error',
    {
      paths: [
        {
          name: '@angular/common/http',
          message: 'HTTP belongs in a data folder: add a method to a client there and inject that.',
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
        ':not(TaggedTemplateExpression) > TemplateLiteral[expressions.length>0] > TemplateElement:first-child[value.raw=/^\\/(api|_allauth)\\b/]',
      message: 'Write urlPath`…` of shared/util-quoting: parts of a path are data.',
    },
    {
      selector:
        "MemberExpression[property.name='clipboard'][object.property.name=/^(navigator|defaultView)$/]",
      message: 'Inject Clipboard of shared/util-clipboard.',
    },
  ],
};

export default tseslint.config(
  { ignores: ['dist/', '.angular/', 'node_modules/'] },
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
      ...httpOnlyInData,
      ...oneWayOut,
    },
  },
  {
    files: [
      'src/app/**/data/**/*.ts',
      'src/app/shared/data-*/**/*.ts',
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
