import { monitoring } from './monitoring.js';
import { followRouter } from '@firsthand/vue/vue-router';
import { createApp } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import App from './App.vue';
import Order from './Order.vue';
import Orders from './Orders.vue';

const router = followRouter(
  createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', component: Orders },
      { path: '/orders/:id', component: Order },
    ],
  }),
);

createApp(App).use(monitoring).use(router).mount('#app');
