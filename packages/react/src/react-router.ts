export { FollowRouter, followRouter } from './react-router/follow-router.js';
export { Routes, useRoutes } from './react-router/routes.js';
