using Groundwork.FrontDoors.Tests.Http;
using Groundwork.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundwork.FrontDoors.Tests.Pages;

public class AskInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly (string, string) Caching = (
        "caching.md", "# Caching\n\nSome words come first.\n\n" + string.Concat(Enumerable.Repeat("Filler that pushes the answer down the page.\n\n", 60)) + "The cache holds 512 entries by default.\n");

    [BrowserFact]
    public async Task I_can_ask_and_open_the_cited_words()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", Caching);
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await page.GotoAsync("/");
        await Expect(page.Locator("#question")).ToBeFocusedAsync();
        await page.FillAsync("#question", "How many entries does the cache hold by default?");
        await page.PressAsync("#question", "Enter");
        await Expect(page.Locator(".checked")).ToBeVisibleAsync();
        page.Url.ShouldContain("/c/");

        var source = page.Locator(".sources li").First;
        var quote = await source.Locator("blockquote").InnerTextAsync();
        await page.Locator(".claim").First.ClickAsync();
        await Expect(page.Locator("mark")).ToHaveTextAsync(quote);
        await page.GetByText("Open the document").ClickAsync();
        await Expect(page.Locator("mark")).ToHaveTextAsync(quote);
        await Expect(page.Locator("mark")).ToBeInViewportAsync();
        await page.GetByText("Show chunks").ClickAsync();
        await Expect(page.Locator(".chunk-start").First).ToBeVisibleAsync();
        await Expect(page.Locator("mark")).ToHaveTextAsync(quote);
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_draft_is_shown_as_unchecked_until_it_is_checked()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(chat: model.Url);
        await server.IngestAsync("notes", Caching);
        var slow = ModelScript.SaysSlowly("It holds", " 512 entries.", " [1 \"holds 512 entries\"]");
        model.Enqueue(slow);
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await page.GotoAsync("/");
        await page.FillAsync("#question", "How many entries does the cache hold by default?");
        await page.PressAsync("#question", "Enter");
        slow.Gate!.Release();
        await Expect(page.Locator(".draft-label")).ToHaveTextAsync("Draft, not yet checked");
        await Expect(page.Locator(".draft-text")).ToContainTextAsync("It holds");
        await Expect(page.Locator("#stop")).ToBeVisibleAsync();
        slow.Gate.ReleaseAll();
        await Expect(page.Locator(".checked")).ToBeVisibleAsync();
        await Expect(page.Locator(".draft")).ToHaveCountAsync(0);
        await Expect(page.Locator(".sources blockquote")).ToHaveTextAsync("holds 512 entries");
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task I_can_stop_an_answer()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(chat: model.Url);
        await server.IngestAsync("notes", Caching);
        model.Enqueue(ModelScript.Hangs());
        await using var window = await browser.OpenAsync(server.Url);
        await window.Page.GotoAsync("/");
        await window.Page.FillAsync("#question", "How many entries does the cache hold by default?");
        await window.Page.PressAsync("#question", "Enter");
        await model.RequestsArrivedAsync(1);
        await window.Page.ClickAsync("#stop");
        await Expect(window.Page.Locator("#news")).ToHaveTextAsync("Stopped.");
        await model.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [BrowserFact]
    public async Task A_conversation_is_there_when_I_come_back_until_I_delete_it()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", Caching);
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await page.GotoAsync("/");
        await page.FillAsync("#question", "How many entries does the cache hold by default?");
        await page.PressAsync("#question", "Enter");
        await Expect(page.Locator(".checked")).ToBeVisibleAsync();
        await page.GotoAsync("/");
        await page.Locator("#recent a").ClickAsync();
        await Expect(page.Locator(".checked")).ToBeVisibleAsync();
        await page.Locator("summary", new() { HasText = "Delete" }).ClickAsync();
        await page.GetByText("Delete the conversation").ClickAsync();
        await Expect(page.Locator("#question")).ToBeVisibleAsync();
        await Expect(page.Locator("#recent")).ToHaveCountAsync(0);
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", Caching);
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await page.GotoAsync("/status");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.GotoAsync("/");
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#question")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("How many entries does the cache hold by default?");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".checked")).ToBeVisibleAsync();
        await page.Locator(".asked").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".claim").First).ToBeFocusedAsync();
        await Expect(page.Locator("#source-panel mark")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#cited")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#source-panel")).ToHaveCountAsync(0);
        await Expect(page.Locator(".claim").First).ToBeFocusedAsync();
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Without_script_the_answer_comes_with_the_page()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", Caching);
        await using var window = await browser.OpenAsync(server.Url, hasScript: false);
        var page = window.Page;
        await page.GotoAsync("/");
        await Expect(page.Locator("#theme")).ToBeHiddenAsync();
        await page.FillAsync("#question", "How many entries does the cache hold by default?");
        await page.PressAsync("#question", "Enter");
        await Expect(page.Locator(".checked")).ToBeVisibleAsync();
        var quote = await page.Locator(".sources blockquote").First.InnerTextAsync();
        await page.Locator(".sources .source-title").First.ClickAsync();
        await Expect(page.Locator("mark")).ToHaveTextAsync(quote);
        await Expect(page.Locator("mark")).ToBeInViewportAsync();
    }
}
