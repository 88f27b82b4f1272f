using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Groundwork.FrontDoors.Tests.Http;

public sealed class SourcesTests
{
    [Fact]
    public async Task I_can_register_compare_and_synchronise_over_HTTP_and_see_it_on_the_page()
    {
        await using var server = await RunningServer.StartAsync();
        server.Folder.Write("papers/a.md", "# Herons\n\nHerons stand still.");
        server.Folder.Write("papers/b.md", "# Marmots\n\nMarmots whistle.");
        (await server.PostAsync("/api/sources", new { kind = "folder", place = server.Folder.File("papers"), collection = "notes" })).GetProperty("name").GetString().ShouldBe("papers");
        (await server.PostAsync("/api/sync", new { collection = "notes", dryRun = true })).GetProperty("sources")[0].GetProperty("new").GetInt32().ShouldBe(2);
        (await server.Client.GetStringAsync("/library/notes")).ShouldContain("never");

        var synced = await server.PostAsync("/api/sync", new { collection = "notes" });
        synced.GetProperty("ingested").GetProperty("added").GetInt32().ShouldBe(2);
        (await server.GetAsync("/api/sources?collection=notes")).GetProperty("sources")[0].GetProperty("last").GetProperty("state").GetString().ShouldBe("synced");
        var page = await server.Client.GetStringAsync("/library/notes");
        page.ShouldContain("See what would change");
        page.ShouldContain(server.Folder.File("papers"));

        (await server.PostAsync("/api/sources/remove", new { name = "papers", collection = "notes" })).GetProperty("documents").GetInt32().ShouldBe(0);
        (await server.GetAsync("/api/documents?collection=notes")).GetProperty("documents").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task I_can_hand_a_document_over_replace_it_and_take_it_back()
    {
        await using var server = await RunningServer.StartAsync();
        (await server.PostAsync("/api/push/tickets", new { id = "ticket/7", title = "Lift", text = "The lift is broken.", metadata = new { floor = "third" } })).GetProperty("added").GetInt32().ShouldBe(1);
        (await server.PostAsync("/api/push/tickets", new { id = "ticket/7", text = "The lift works again." })).GetProperty("updated").GetInt32().ShouldBe(1);
        (await server.PostAsync("/api/search", new { query = "lift", collection = "tickets", mode = "text" })).GetProperty("hits")[0].GetProperty("document").GetString().ShouldBe("ticket/7");

        using var unreadable = await server.Client.PostAsJsonAsync("/api/push/tickets", new { id = "x", bytes = Convert.ToBase64String("%PDF-1.4 no"u8), mediaType = "application/pdf" });
        ((int)unreadable.StatusCode).ShouldBeInRange(400, 499);
        using var wrong = await server.Client.PostAsJsonAsync("/api/push/tickets", new { id = "x" });
        await ApiTests.ShouldFailAsync(wrong, 400, "GW1001", "text");

        using var deleted = await server.Client.DeleteAsync("/api/push/tickets/ticket/7");
        deleted.StatusCode.ShouldBe(HttpStatusCode.OK, await deleted.Content.ReadAsStringAsync());
        (await deleted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("removed")[0].GetString().ShouldBe("ticket/7");
        using var again = await server.Client.DeleteAsync("/api/push/tickets/ticket/7");
        await ApiTests.ShouldFailAsync(again, 404, "GW1103", "ticket/7");
    }

    [Fact]
    public async Task What_is_not_understood_is_told_with_its_code()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("a.md", "Words."));
        using var kind = await server.Client.PostAsJsonAsync("/api/sources", new { kind = "ftp", place = "ftp://x/", collection = "notes" });
        await ApiTests.ShouldFailAsync(kind, 400, "GW1701", "ftp");
        using var none = await server.Client.PostAsJsonAsync("/api/sync", new { collection = "notes" });
        (await none.Content.ReadAsStringAsync()).ShouldContain("no sources");
        using var named = await server.Client.PostAsJsonAsync("/api/sources/remove", new { name = "x", collection = "notes" });
        await ApiTests.ShouldFailAsync(named, 404, "GW1106", "x");
    }
}
