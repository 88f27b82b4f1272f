using Groundwork.FrontDoors.Tests.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundwork.FrontDoors.Tests.Pages;

public class LookInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private const string BackgroundLightness = "(() => { const c = document.createElement('canvas').getContext('2d'); c.fillStyle = getComputedStyle(document.body).backgroundColor; c.fillRect(0, 0, 1, 1); return c.getImageData(0, 0, 1, 1).data[0]; })()";

    private static readonly (string, string)[] s_files =
    [
        ("wide.md", "# A-heading-that-is-one-very-long-word-" + new string('x', 80) + "\n\n| one | two | three | four | five | six | seven |\n|---|---|---|---|---|---|---|\n| " + string.Join(" | ", Enumerable.Repeat("unbreakable_" + new string('y', 20), 7)) + " |\n\n```text\n" + new string('z', 200) + "\n```\n"),
        ("عربي.md", "# الذاكرة المؤقتة\n\nتحتفظ الذاكرة المؤقتة بخمسمئة مدخل.\n"),
        ("hostile.txt", "<script>document.title = 'owned'</script> <img src=x onerror=\"document.title='owned'\">"),
        ("empty.md", " "),
    ];

    [BrowserFact]
    public async Task Nothing_scrolls_sideways_at_360_pixels()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", s_files);
        await using var window = await browser.OpenAsync(server.Url, width: 360);
        foreach (var address in Addresses())
        {
            await window.Page.GotoAsync(address);
            var surplus = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            surplus.ShouldBeLessThanOrEqualTo(0, address);
        }

        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Colours_follow_the_system_until_I_choose()
    {
        await using var server = await RunningServer.StartAsync();
        await using var dark = await browser.OpenAsync(server.Url, isDark: true);
        await dark.Page.GotoAsync("/library");
        (await dark.Page.EvaluateAsync<int>(BackgroundLightness)).ShouldBeLessThan(60);

        await using var light = await browser.OpenAsync(server.Url);
        await light.Page.GotoAsync("/library");
        (await light.Page.EvaluateAsync<int>(BackgroundLightness)).ShouldBeGreaterThan(200);
        await light.Page.ClickAsync("#theme");
        (await light.Page.EvaluateAsync<int>(BackgroundLightness)).ShouldBeLessThan(60);
        await light.Page.GotoAsync("/status");
        (await light.Page.EvaluateAsync<int>(BackgroundLightness)).ShouldBeLessThan(60);
        await Expect(light.Page.Locator("#theme")).ToHaveAttributeAsync("aria-label", "Colours: dark");
        light.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Text_that_runs_from_right_to_left_does_so()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", s_files);
        await using var window = await browser.OpenAsync(server.Url);
        await window.Page.GotoAsync("/document?collection=notes&document=" + Uri.EscapeDataString("عربي.md"));
        (await window.Page.Locator(".document p").First.EvaluateAsync<string>("e => getComputedStyle(e).direction")).ShouldBe("rtl");
    }

    [BrowserFact]
    public async Task A_hostile_document_stays_text()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", s_files);
        await using var window = await browser.OpenAsync(server.Url);
        foreach (var address in Addresses())
        {
            await window.Page.GotoAsync(address);
            (await window.Page.TitleAsync()).ShouldNotStartWith("owned", Case.Sensitive, address);
        }

        await window.Page.GotoAsync("/document?collection=notes&document=hostile.txt");
        await Expect(window.Page.Locator(".document")).ToContainTextAsync("<script>document.title");
        window.Complaints.ShouldBeEmpty();
    }

    private static IEnumerable<string> Addresses()
    {
        yield return "/";
        yield return "/?collection=notes&q=" + Uri.EscapeDataString("title owned script");
        yield return "/library";
        yield return "/library/notes";
        yield return "/library/notes/delete?document=wide.md";
        foreach (var (name, _) in s_files.SkipLast(1)) yield return $"/document?collection=notes&document={Uri.EscapeDataString(name)}&start=0&length=5&chunks=1";
        yield return "/status";
        yield return "/models";
        yield return "/evals";
    }
}
