using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Groundwork.FrontDoors.Tests.Http;

public class UploadTests
{
    private static readonly byte[] s_note = "# Note\n\nSomething worth keeping.\n"u8.ToArray();

    [Fact]
    public async Task Uploaded_files_and_folders_become_documents()
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.UploadAsync("notes", ("note.md", s_note), ("papers/2026/über die Brücke.md", s_note), ("مذكرة.md", s_note));
        reply.StatusCode.ShouldBe(HttpStatusCode.Accepted, await reply.Content.ReadAsStringAsync());
        var job = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job").GetString()!;
        (await server.EndOfJobAsync(job)).GetProperty("reply").GetProperty("added").GetInt32().ShouldBe(3);
        var ids = (await server.GetAsync("/api/documents?collection=notes")).GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("document").GetString());
        ids.ShouldBe(["note.md", "2026/über die Brücke.md", "مذكرة.md"], ignoreOrder: true);
    }

    [Fact]
    public async Task Uploading_a_file_again_replaces_it()
    {
        await using var server = await RunningServer.StartAsync();
        using var first = await server.UploadAsync("notes", ("note.md", s_note));
        await server.EndOfJobAsync((await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job").GetString()!);
        using var second = await server.UploadAsync("notes", ("note.md", "# Other\n\nNew words."u8.ToArray()));
        var ended = await server.EndOfJobAsync((await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job").GetString()!);
        ended.GetProperty("reply").GetProperty("updated").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("../evil.md")]
    [InlineData("a/../../evil.md")]
    [InlineData("/etc/cron.d/evil")]
    [InlineData("..\\evil.md")]
    [InlineData("C:evil.md")]
    [InlineData(".hidden.md")]
    [InlineData("a/.git/config")]
    [InlineData("a//b.md")]
    [InlineData("a/")]
    [InlineData("trailing. ")]
    [InlineData("what?.md")]
    [InlineData("report\u202Edm.exe")]
    [InlineData("tab\there.md")]
    [InlineData("..")]
    public async Task A_name_that_could_leave_the_folder_or_mislead_is_refused_and_nothing_is_kept(string name)
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.UploadAsync("notes", ("good.md", s_note), (name, s_note));
        await ApiTests.ShouldFailAsync(reply, 400, "GW1001", "name");
        var folder = server.Folder.File("data/uploads/notes");
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        (await server.GetAsync("/api/jobs")).GetProperty("jobs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_and_nothing_is_kept()
    {
        await using var server = await RunningServer.StartAsync(maxDocumentBytes: 4096);
        using var reply = await server.UploadAsync("notes", ("good.md", s_note), ("large.md", Encoding.ASCII.GetBytes(new string('a', 5000))));
        await ApiTests.ShouldFailAsync(reply, 413, "GW1604", "large.md");
        Directory.EnumerateFileSystemEntries(server.Folder.File("data/uploads/notes")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_without_files_a_broken_one_and_one_that_is_no_form_are_refused()
    {
        await using var server = await RunningServer.StartAsync();
        using var empty = await server.Client.PostAsync("/api/upload", new MultipartFormDataContent { { new StringContent("words"), "note" } });
        await ApiTests.ShouldFailAsync(empty, 400, "GW1001", "no file");
        using var other = await server.Client.PostAsync("/api/upload", new StringContent("words"));
        await ApiTests.ShouldFailAsync(other, 415, "GW1001", "text/plain");
        var broken = new StringContent("--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.md\"\r\n\r\nhalf");
        broken.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        using var half = await server.Client.PostAsync("/api/upload?collection=notes", broken);
        await ApiTests.ShouldFailAsync(half, 400, "GW1001", "Nothing was kept");
        using var name = await server.UploadAsync("../x", ("a.md", s_note));
        await ApiTests.ShouldFailAsync(name, 400, "GW1102", "../x");
    }

    [Fact]
    public async Task A_file_and_a_folder_of_the_same_name_do_not_mix()
    {
        await using var server = await RunningServer.StartAsync();
        using var file = await server.UploadAsync("notes", ("plan", s_note));
        file.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var folder = await server.UploadAsync("notes", ("plan/a.md", s_note));
        await ApiTests.ShouldFailAsync(folder, 400, "GW1001", "plan");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_and_the_rest_goes_on()
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.UploadAsync("notes", ("note.md", s_note), ("empty.md", []), ("picture.png", [1, 2, 3]));
        var ended = await server.EndOfJobAsync((await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job").GetString()!);
        ended.GetProperty("reply").GetProperty("added").GetInt32().ShouldBe(1);
        ended.GetProperty("reply").GetProperty("failed").EnumerateArray().Select(f => f.GetProperty("code").GetString()).ShouldBe(["GW1601", "GW1605"], ignoreOrder: true);
    }
}
