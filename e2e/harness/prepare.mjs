// `npm run prepare-clients`: fetches what the tests drive before any test needs it, and proves that the browser starts.
import { findBrowser, launchBrowser } from './browser.mjs';
import { fetchJavaClients } from './java.mjs';

fetchJavaClients();
const browser = await launchBrowser();
console.log(`browser ${browser.version()} at ${(await findBrowser()).executablePath}`);
await browser.close();
