@echo off
rem Builds Groundwork when its sources changed, then runs it. A start without changes does not build.
setlocal
set "root=%~dp0"
set "app=%root%artifacts\app"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
where dotnet >nul 2>nul || goto nosdk
powershell -NoProfile -Command "$s = Get-Item -ErrorAction SilentlyContinue '%app%\.built'; if (-not $s) { exit 1 }; $n = Get-ChildItem -Recurse -File '%root%src','%root%content','%root%Directory.*','%root%global.json' | Where-Object { $_.LastWriteTimeUtc -gt $s.LastWriteTimeUtc } | Select-Object -First 1; if ($n) { exit 1 } else { exit 0 }"
if not errorlevel 1 goto run
dotnet --list-sdks | findstr /b "10." >nul || goto nosdk
echo Building Groundwork; this takes a minute or two and happens only after a change. 1>&2
if not exist "%root%artifacts" mkdir "%root%artifacts"
dotnet publish "%root%src\Groundwork.Cli\Groundwork.Cli.csproj" -c Release -o "%app%" --use-current-runtime --self-contained false -p:PublishReadyToRun=true -p:GenerateDocumentationFile=false -v quiet >"%root%artifacts\build.log" 2>&1
if errorlevel 1 (
  type "%root%artifacts\build.log" 1>&2
  echo groundwork: the build failed; the whole log is in %root%artifacts\build.log 1>&2
  exit /b 1
)
type nul >"%app%\.built"
:run
dotnet "%app%\groundwork-cli.dll" %*
exit /b %errorlevel%
:nosdk
echo groundwork: the .NET 10 SDK is not installed. Install it with: winget install Microsoft.DotNet.SDK.10 1>&2
exit /b 1
