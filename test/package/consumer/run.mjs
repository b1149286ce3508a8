import { useLocalCloud } from './compiled/app.js';

console.log(JSON.stringify(await useLocalCloud(import.meta.dirname)));
