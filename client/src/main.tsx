import '@mantine/core/styles.css';
import './ui/fonts.css';
import './ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { must } from '../../src/basics/must.js';
import { queries } from './house/api.js';
import { fetchScreen, Screens } from './house/screens.js';
import { keepFocus } from './ui/focus.js';
import { keepSteady } from './ui/settling.js';
import { Themed } from './ui/Themed.js';
import { Speaking } from './words/speaking.js';
import { beginWords } from './words/words.js';

keepSteady();
keepFocus();
fetchScreen(window.location.pathname);
// The words come first: nobody sees a screen in a language that is not theirs, not even for a moment.
void beginWords().then(() =>
  createRoot(must(document.getElementById('root'), 'root of the page')).render(
    <StrictMode>
      <Speaking>
        <Themed>
          <QueryClientProvider client={queries}>
            <BrowserRouter>
              <Screens />
            </BrowserRouter>
          </QueryClientProvider>
        </Themed>
      </Speaking>
    </StrictMode>,
  ),
);
