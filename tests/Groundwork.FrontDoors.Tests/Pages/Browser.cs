using Microsoft.Playwright;

namespace Groundwork.FrontDoors.Tests.Pages;

/// <summary>One browser for all tests of a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    // Only a page that never gets there meets this.
    private const float PatienceMs = 30_000;

    private static readonly string[] s_arguments =
    [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (!File.Exists(BrowserFactAttribute.Chromium)) return;
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFactAttribute.Chromium, Args = s_arguments });
    }

    /// <summary>A window of its own, with empty storage.</summary>
    public async Task<Window> OpenAsync(Uri server, int width = 1200, bool isDark = false, bool hasScript = true)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = hasScript,
        });
        context.SetDefaultTimeout(PatienceMs);
        return new Window(context, await context.NewPageAsync());
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
