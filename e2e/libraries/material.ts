import {
  Button,
  Card,
  CardContent,
  Chip,
  createTheme,
  Dialog,
  DialogActions,
  DialogTitle,
  LinearProgress,
  Tab,
  Tabs,
  ThemeProvider,
} from '@mui/material';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';

const themes = {
  light: createTheme(),
  dark: createTheme({ palette: { mode: 'dark', primary: { main: '#ff8a65' } } }),
};

/** Components whose styles a script inserts, and that leave their place in the document. */
function App() {
  const [tab, setTab] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [mode, setMode] = useState<keyof typeof themes>('light');
  return h(
    ThemeProvider,
    { theme: themes[mode] },
    h(
      Tabs,
      { value: tab, onChange: (_: unknown, value: number) => setTab(value) },
      h(Tab, { label: 'Orders' }),
      h(Tab, { label: 'Returns', id: 'next' }),
    ),
    h(
      Card,
      { sx: { m: 2 } },
      h(CardContent, null, tab ? h(Chip, { label: 'Returned' }) : 'Two orders'),
    ),
    h(LinearProgress, { variant: 'determinate', value: tab ? 80 : 20 }),
    h(Button, { id: 'open', variant: 'contained', onClick: () => setOpen(true) }, 'Delete'),
    h(Button, { id: 'theme', onClick: () => setMode('dark') }, 'Dark'),
    h(
      Dialog,
      { open: isOpen, onClose: () => setOpen(false), transitionDuration: 0 },
      h(DialogTitle, null, 'Delete this order?'),
      h(DialogActions, null, h(Button, { id: 'close', onClick: () => setOpen(false) }, 'Keep it')),
    ),
  );
}

createRoot(document.querySelector('#root') as Element).render(h(App));
