using Groundwork.FrontDoors.Tests.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundwork.FrontDoors.Tests.Pages;

public class LibraryInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task I_can_upload_files_watch_them_and_find_them()
    {
        await using var server = await RunningServer.StartAsync();
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await page.GotoAsync("/library");
        await page.FillAsync("#collection", "Notes");
        await page.SetInputFilesAsync("#files", [server.Folder.Write("in/alpha.md", "# Alpha\n\nOne."), server.Folder.Write("in/empty.md", " ")]);
        await Expect(page.Locator(".drop-title")).ToHaveTextAsync("2 files chosen");
        await page.ClickAsync("button:text('Upload')");
        await Expect(page.Locator("#progress-title")).ToHaveTextAsync("Ingested");
        await Expect(page.Locator(".progress-line")).ToContainTextAsync("1 added");
        await Expect(page.Locator(".progress-failures")).ToContainTextAsync("GW1601");
        await page.GetByText("Open the collection").ClickAsync();
        await Expect(page.Locator(".documents tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator(".failures li")).ToHaveCountAsync(1);

        // Mended where it lies, the file is read by Try again.
        await File.WriteAllTextAsync(server.Folder.File("data/uploads/notes/empty.md"), "# Mended\n\nNow it speaks.");
        await page.ClickAsync("button:text('Try again')");
        await Expect(page.Locator(".documents tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator(".failures li")).ToHaveCountAsync(0);
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Uploading_into_an_open_collection_renews_its_list()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("a.md", "# Alpha\n\nOne."));
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await page.GotoAsync("/library/notes");
        await page.SetInputFilesAsync("#files", [server.Folder.Write("in/beta.md", "# Beta\n\nTwo.")]);
        await page.ClickAsync("button:text('Upload')");
        await Expect(page.Locator(".documents tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("#progress-title")).ToHaveTextAsync("Ingested");
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Deleting_asks_first()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("a.md", "# Alpha\n\nOne."), ("b.md", "# Beta\n\nTwo."));
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await page.GotoAsync("/library/notes");
        var delete = page.GetByLabel("Delete Alpha");
        await delete.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("dialog")).ToContainTextAsync("Delete “Alpha”?");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await Expect(delete).ToBeFocusedAsync();

        await delete.ClickAsync();
        await page.Locator("dialog button").ClickAsync();
        await Expect(page.Locator(".documents tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator(".done")).ToContainTextAsync("1 document deleted");
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Without_script_uploading_and_deleting_work()
    {
        await using var server = await RunningServer.StartAsync();
        await using var window = await browser.OpenAsync(server.Url, hasScript: false);
        var page = window.Page;
        await page.GotoAsync("/library");
        await page.SetInputFilesAsync("#files", [server.Folder.Write("in/alpha.md", "# Alpha\n\nOne.")]);
        await page.ClickAsync("button:text('Upload')");
        await Expect(page.Locator(".documents tbody tr")).ToHaveCountAsync(1);
        await page.GetByLabel("Delete Alpha").ClickAsync();
        await page.ClickAsync("button:text('Delete')");
        await Expect(page.Locator(".done")).ToContainTextAsync("1 document deleted");
    }
}
