import { createTheme, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = [
  '#ecf8f6',
  '#d6efeb',
  '#a9dfd7',
  '#79cfc2',
  '#52c1b1',
  '#38b8a6',
  '#1f9d8c',
  '#0f766e',
  '#0c635c',
  '#084c47',
];

/** The console's one design system: a quiet surface, one accent, numbers that line up. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 5 },
  autoContrast: true,
  colors: { pine },
  defaultRadius: 'md',
  fontFamily: 'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1rem' } } },
});
