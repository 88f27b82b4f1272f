using Groundwork.FrontDoors.Tests.Http;
using Groundwork.TestKit.Samples;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundwork.FrontDoors.Tests.Pages;

public class OriginalInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task I_see_the_original_page_beside_the_text()
    {
        await using var server = await RunningServer.StartAsync();
        server.Folder.Write("notes-files/paper.pdf", new PdfSample().Page().Lines(72, 90, 12, "First words of the paper.").Page().Lines(72, 90, 12, "Second page of the paper.").ToArray());
        await server.IngestAsync("notes", ("page.html", "<style>h1 { color: teal }</style><h1>A page</h1><p>Words of the page.</p>"));
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;

        // By keyboard: the toggle is a link.
        await page.GotoAsync("/document?collection=notes&document=paper.pdf");
        await page.GetByText("Show original").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var picture = page.Locator(".original img");
        await Expect(picture).ToHaveAttributeAsync("alt", "Page 1 of the original");
        await Expect(picture).ToHaveJSPropertyAsync("naturalHeight", 1600);
        (await AreBesideAsync(page)).ShouldBeTrue();
        await page.GetByText("Next page").ClickAsync();
        await Expect(picture).ToHaveAttributeAsync("alt", "Page 2 of the original");
        await page.GetByText("Hide original").ClickAsync();
        await Expect(picture).ToHaveCountAsync(0);

        await page.GotoAsync("/document?collection=notes&document=page.html&original=1");
        await Expect(page.FrameLocator(".original iframe").Locator("h1")).ToHaveTextAsync("A page");
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task On_a_narrow_screen_the_original_stands_below_the_text()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("page.html", "<p>Words of the page.</p>"), ("empty.md", " "), ("void.md", " "));
        await using var window = await browser.OpenAsync(server.Url, width: 360);
        foreach (var address in new[] { "/document?collection=notes&document=page.html&original=1", "/library/notes" })
        {
            await window.Page.GotoAsync(address);
            (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0, address);
            if (address.StartsWith("/document", StringComparison.Ordinal)) (await AreBesideAsync(window.Page)).ShouldBeFalse();
        }

        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_hostile_original_runs_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("bad.html", "<title>Bad</title><script>top.document.title = 'owned'</script><p onclick=\"top.document.title = 'owned'\">Press these words.</p>"));
        await using var window = await browser.OpenAsync(server.Url);
        await window.Page.GotoAsync("/document?collection=notes&document=bad.html&original=1");
        await window.Page.FrameLocator(".original iframe").Locator("p").ClickAsync();
        (await window.Page.TitleAsync()).ShouldBe("Bad · Groundwork");
    }

    private static Task<bool> AreBesideAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.querySelector('.original').getBoundingClientRect().left >= document.querySelector('.document').getBoundingClientRect().right");
}
