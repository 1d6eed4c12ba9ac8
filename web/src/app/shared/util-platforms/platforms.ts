/** A platform a project can be made for. `id` is what the API stores and SDKs' pages call it. */
export interface Platform {
  readonly id: string;
  readonly name: string;
  /** Two letters, mono, instead of a logo. */
  readonly tag: string;
  /** Words a person may search for besides the name. */
  readonly words: string;
}

const list = (text: string): Platform[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', tag = '', name = '', words = ''] = line.split('|').map((part) => part.trim());
      return { id, tag, name, words };
    });

/** Ordered by how often people look for them. */
export const platforms: readonly Platform[] = list(`
javascript            | js | Browser JavaScript | js typescript vanilla web frontend
javascript-react      | re | React              | js typescript jsx web frontend
javascript-vue        | vu | Vue                | js typescript nuxt web frontend
javascript-angular    | ng | Angular            | js typescript web frontend
javascript-svelte     | sv | Svelte             | js typescript sveltekit web frontend
javascript-nextjs     | nx | Next.js            | js typescript react vercel
node                  | no | Node.js            | js typescript server backend
node-express          | ex | Express            | js typescript node server
node-nestjs           | ne | NestJS             | js typescript node server
bun                   | bu | Bun                | js typescript server
deno                  | de | Deno               | js typescript server
python                | py | Python             | py
python-django         | dj | Django             | py web
python-flask          | fl | Flask              | py web
python-fastapi        | fa | FastAPI            | py web starlette
python-celery         | ce | Celery             | py worker queue
java                  | jv | Java               | jvm
java-spring-boot      | sp | Spring Boot        | jvm java kotlin
java-logback          | lb | Logback            | jvm java logging
kotlin                | kt | Kotlin             | jvm java
android               | an | Android            | mobile java kotlin
apple-ios             | io | iOS                | swift objective-c mobile apple
apple-macos           | mc | macOS              | swift objective-c desktop apple
go                    | go | Go                 | golang
go-gin                | gi | Gin                | golang web
php                   | ph | PHP                | web
php-laravel           | lv | Laravel            | php web
php-symfony           | sy | Symfony            | php web
ruby                  | rb | Ruby               | rb
ruby-rails            | ra | Rails              | ruby rb web
csharp                | cs | .NET               | c# csharp dotnet console
dotnet-aspnetcore     | as | ASP.NET Core       | c# csharp dotnet web
rust                  | rs | Rust               | cargo
native                | c  | Native (C, C++)    | c cpp c++ crash minidump
elixir                | el | Elixir             | erlang phoenix beam
dart                  | da | Dart               | server
flutter               | ft | Flutter            | dart mobile
react-native          | rn | React Native       | js mobile expo
electron              | ec | Electron           | js desktop node
unity                 | un | Unity              | c# game
unreal                | ue | Unreal Engine      | c++ game
godot                 | gd | Godot              | game gdscript
powershell            | ps | PowerShell         | windows script
other                 | ?  | Something else     | curl http api any unknown
`);

const byId = new Map(platforms.map((platform) => [platform.id, platform]));

/** Events name bare platforms ("cocoa", "objc"), older projects older ids; both find the tag of their family. */
const aliases: Readonly<Record<string, string>> = {
  cocoa: 'apple-ios',
  objc: 'apple-ios',
  swift: 'apple-ios',
  'javascript-browser': 'javascript',
  'node-javascript': 'node',
  c: 'native',
  dotnet: 'csharp',
  perl: 'other',
};

/** The platform of an id; an id we do not know keeps its own name and first two letters. */
export function platformOf(id: string | null | undefined): Platform {
  if (!id) return { id: '', tag: '?', name: 'No platform', words: '' };
  const known = byId.get(id) ?? byId.get(aliases[id] ?? '') ?? byId.get(id.split('-')[0] ?? '');
  return known ?? { id, tag: id.slice(0, 2), name: id, words: '' };
}

/** Those whose name or words start with every word typed, best first; all of them for an empty search. */
export function findPlatforms(search: string): readonly Platform[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ name, words, id }: Platform): number => {
    const label = name.toLowerCase();
    const all = `${label} ${words} ${id}`.toLowerCase().split(/[\s-]+/);
    if (!wanted.every((word) => all.some((part) => part.startsWith(word)) || label.includes(word))) return -1;
    return label.startsWith(wanted[0] ?? '') ? 2 : wanted.some((word) => label.includes(word)) ? 1 : 0;
  };
  return platforms
    .map((platform) => ({ platform, score: rank(platform) }))
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score)
    .map(({ platform }) => platform);
}
