import { DSN, Guide, file, shell } from './guide';

const cocoa: Guide = {
  install: [
    file('Swift package', `https://github.com/getsentry/sentry-cocoa.git`),
    file('CocoaPods', `pod "Sentry"`),
  ],
  start: file(
    'where the app starts',
    `
import Sentry

SentrySDK.start { options in
    options.dsn = "${DSN}"
}`,
  ),
  fail: file('any view', `SentrySDK.capture(message: "Hello, Fettle")`),
};

export const nativeGuides: Readonly<Record<string, Guide>> = {
  csharp: {
    install: [shell('dotnet', 'dotnet add package Sentry')],
    start: file(
      'Program.cs, first lines',
      `
using Sentry;

SentrySdk.Init(options =>
{
    options.Dsn = "${DSN}";
});`,
    ),
    fail: file('Program.cs', `throw new InvalidOperationException("Hello, Fettle");`),
  },
  'dotnet-aspnetcore': {
    install: [shell('dotnet', 'dotnet add package Sentry.AspNetCore')],
    start: file(
      'Program.cs',
      `
var builder = WebApplication.CreateBuilder(args);

builder.WebHost.UseSentry(options =>
{
    options.Dsn = "${DSN}";
});`,
    ),
    fail: file(
      'Program.cs',
      `app.MapGet("/break", () => { throw new InvalidOperationException("Hello, Fettle"); });`,
    ),
  },
  powershell: {
    install: [shell('PowerShell', 'Install-Module -Name Sentry')],
    start: file('first lines of the script', `Import-Module Sentry\n\nStart-Sentry '${DSN}'`),
    fail: file('anywhere after', `try { throw 'Hello, Fettle' } catch { $_ | Out-Sentry }`),
  },
  rust: {
    install: [shell('cargo', 'cargo add sentry')],
    start: file(
      'src/main.rs',
      `
fn main() {
    let _guard = sentry::init((
        "${DSN}",
        sentry::ClientOptions {
            release: sentry::release_name!(),
            ..Default::default()
        },
    ));
}`,
    ),
    fail: file('src/main.rs', `panic!("Hello, Fettle");`),
  },
  native: {
    install: [
      shell(
        'CMake',
        'git clone --recurse-submodules https://github.com/getsentry/sentry-native.git\ncmake -S sentry-native -B build\ncmake --build build --parallel\ncmake --install build',
      ),
    ],
    start: file(
      'main.c',
      `
#include <sentry.h>

int main(void) {
  sentry_options_t *options = sentry_options_new();
  sentry_options_set_dsn(options, "${DSN}");
  sentry_options_set_database_path(options, ".sentry-native");
  sentry_init(options);

  /* the program */

  sentry_close();
}`,
    ),
    fail: file(
      'main.c',
      `sentry_capture_event(sentry_value_new_message_event(\n  SENTRY_LEVEL_ERROR, "custom", "Hello, Fettle"));`,
    ),
  },
  android: {
    install: [file('app/build.gradle.kts', `implementation("io.sentry:sentry-android:8.62.0")`)],
    start: file(
      'AndroidManifest.xml',
      `
<application>
  <meta-data
    android:name="io.sentry.dsn"
    android:value="${DSN}" />
</application>`,
    ),
    fail: file('any activity', `Sentry.captureException(RuntimeException("Hello, Fettle"))`),
  },
  'apple-ios': cocoa,
  'apple-macos': cocoa,
  dart: {
    install: [shell('dart', 'dart pub add sentry')],
    start: file(
      'bin/main.dart',
      `
import 'package:sentry/sentry.dart';

Future<void> main() async {
  await Sentry.init(
    (options) => options.dsn = '${DSN}',
    appRunner: () { /* the program */ },
  );
}`,
    ),
    fail: file('anywhere after', `throw StateError('Hello, Fettle');`),
  },
  flutter: {
    install: [shell('flutter', 'flutter pub add sentry_flutter')],
    start: file(
      'lib/main.dart',
      `
import 'package:flutter/widgets.dart';
import 'package:sentry_flutter/sentry_flutter.dart';

Future<void> main() async {
  await SentryFlutter.init(
    (options) => options.dsn = '${DSN}',
    appRunner: () => runApp(SentryWidget(child: const MyApp())),
  );
}`,
    ),
    fail: file('any widget', `onPressed: () => throw StateError('Hello, Fettle'),`),
  },
  unity: {
    install: [file('Package Manager, add from git URL', `https://github.com/getsentry/unity.git`)],
    start: file('Tools > Sentry > DSN', DSN),
    fail: file('any MonoBehaviour', `throw new System.Exception("Hello, Fettle");`),
  },
  unreal: {
    install: [
      shell(
        'project folder',
        'git clone https://github.com/getsentry/sentry-unreal.git Plugins/sentry-unreal',
      ),
    ],
    start: file('Config/DefaultEngine.ini', `[/Script/Sentry.SentrySettings]\nDsn=${DSN}`),
    fail: file(
      'any C++ class',
      `GEngine->GetEngineSubsystem<USentrySubsystem>()->CaptureMessage(TEXT("Hello, Fettle"));`,
    ),
  },
  godot: {
    install: [file('AssetLib', 'Sentry for Godot')],
    start: file('Project Settings > Sentry > Options > DSN', DSN),
    fail: file('any script', `SentrySDK.capture_message("Hello, Fettle")`),
  },
};
