import '@tailwindcss/browser';
