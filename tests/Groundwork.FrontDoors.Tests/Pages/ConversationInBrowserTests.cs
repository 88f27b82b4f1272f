using Groundwork.FrontDoors.Tests.Http;
using Groundwork.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundwork.FrontDoors.Tests.Pages;

public class ConversationInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private const string Cache = "How many entries does the cache hold by default?";
    private const string Retries = "How often is a failed upload tried again by the client?";

    private static readonly (string, string)[] s_files =
    [
        ("caching.md", "# Caching\n\n" + string.Concat(Enumerable.Repeat("Filler that pushes the answer down the page.\n\n", 60)) + "The cache holds 512 entries by default.\n"),
        ("uploads.md", "# Uploads\n\nA failed upload is tried again three times by the client.\n"),
        ("colours.md", "# Colours\n\nThe logo is blue on white paper.\n"),
    ];

    [BrowserFact]
    public async Task I_can_follow_up_and_see_cited_words_beside_each_answer()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", s_files);
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await page.GotoAsync("/");
        await AskAsync(page, Cache);
        await Expect(page.Locator(".turn .checked")).ToHaveCountAsync(1);
        await AskAsync(page, Retries);
        await Expect(page.Locator(".turn .checked")).ToHaveCountAsync(2);
        await Expect(page.Locator(".asked")).ToHaveTextAsync([Cache, Retries]);

        var second = page.Locator(".turn").Nth(1);
        await second.Locator(".claim").First.ClickAsync();
        await Expect(second.Locator("#source-panel mark")).ToHaveTextAsync(await second.Locator(".sources blockquote").First.InnerTextAsync());
        var (answer, panel) = ((await second.Locator(".answer").BoundingBoxAsync())!, (await page.Locator("#source-panel").BoundingBoxAsync())!);
        panel.X.ShouldBeGreaterThanOrEqualTo(answer.X + answer.Width);

        var first = page.Locator(".turn").First;
        await first.Locator(".number").First.ClickAsync();
        await Expect(first.Locator("#source-panel mark")).ToHaveTextAsync("The cache holds 512 entries by default.");
        await Expect(page.Locator("#source-panel")).ToHaveCountAsync(1);
        await page.GetByText("Close", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("#source-panel")).ToHaveCountAsync(0);
        await Expect(first.Locator(".number").First).ToBeFocusedAsync();

        await page.SetViewportSizeAsync(360, 800);
        await first.Locator(".claim").First.ClickAsync();
        await Expect(page.Locator("#source-panel mark")).ToBeInViewportAsync();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0);
        (answer, panel) = ((await first.Locator(".answer").BoundingBoxAsync())!, (await page.Locator("#source-panel").BoundingBoxAsync())!);
        panel.Y.ShouldBeGreaterThanOrEqualTo(answer.Y + answer.Height);
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task I_can_stop_edit_rate_and_share()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(chat: model.Url);
        await server.IngestAsync("notes", s_files);
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await page.GotoAsync("/");
        model.Enqueue(ModelScript.Hangs());
        await AskAsync(page, Cache);
        await model.RequestsArrivedAsync(1);
        await page.ClickAsync("#stop");
        await Expect(page.Locator(".turn")).ToHaveAttributeAsync("data-state", "stopped");

        model.Enqueue(ModelScript.Says("It holds 512 entries. [1 \"holds 512 entries\"]"));
        await page.GetByText("Edit question").ClickAsync();
        await page.FillAsync("#edited", "What does the cache hold by default?");
        await page.PressAsync("#edited", "Enter");
        await Expect(page.Locator(".turn .checked")).ToHaveCountAsync(1);
        await Expect(page.Locator(".asked")).ToHaveTextAsync("What does the cache hold by default?");
        await Expect(page.GetByText("Asked 2 times")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Not helpful" }).ClickAsync();
        await page.Locator(".reason input[type=text]").FillAsync("Which cache?");
        await page.PressAsync(".reason input[type=text]", "Enter");
        await Expect(page.Locator(".reason button")).ToHaveTextAsync("Change");
        var feedback = (await server.GetAsync("/api/feedback?collection=notes")).GetProperty("feedback")[0];
        feedback.GetProperty("verdict").GetString().ShouldBe("down");
        feedback.GetProperty("reason").GetString().ShouldBe("Which cache?");

        await page.Locator("#shares summary").ClickAsync();
        await page.GetByText("Make a link").ClickAsync();
        var link = await page.Locator(".share-link").InnerTextAsync();
        await using var other = await browser.OpenAsync(server.Url);
        await other.Page.GotoAsync(link);
        await Expect(other.Page.Locator(".answer-text")).ToContainTextAsync("It holds 512 entries.");
        await Expect(other.Page.Locator("main form, main button:visible, main a[href^='/']")).ToHaveCountAsync(0);
        await Expect(other.Page.Locator("main")).Not.ToContainTextAsync("Which cache?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(page.Locator(".share-link")).ToHaveCountAsync(0);
        (await other.Page.GotoAsync(link))!.Status.ShouldBe(404);
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Without_script_a_conversation_goes_on_and_sources_open_beside_it()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", s_files);
        await using var window = await browser.OpenAsync(server.Url, hasScript: false);
        var page = window.Page;
        await page.GotoAsync("/");
        await AskAsync(page, Cache);
        await AskAsync(page, Retries);
        await Expect(page.Locator(".asked")).ToHaveTextAsync([Cache, Retries]);
        await page.Locator(".turn").First.Locator(".claim").First.ClickAsync();
        await Expect(page.Locator(".turn").First.Locator("#source-panel mark")).ToHaveTextAsync("The cache holds 512 entries by default.");
        await page.GetByText("Close", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("#source-panel")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Helpful", Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".thumb[aria-pressed=true]")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask again" }).First.ClickAsync();
        await Expect(page.Locator(".asked")).ToHaveTextAsync([Cache]);
    }

    private static async Task AskAsync(IPage page, string question)
    {
        await page.FillAsync("#question", question);
        await page.PressAsync("#question", "Enter");
    }
}
