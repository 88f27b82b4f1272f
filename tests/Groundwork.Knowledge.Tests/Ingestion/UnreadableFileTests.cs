using Groundwork.Documents;

namespace Groundwork.Knowledge.Tests.Ingestion;

public sealed class UnreadableFileTests
{
    public static TheoryData<string, UnreadableReason> Bad() => new()
    {
        { "empty", UnreadableReason.Empty }, { "blank", UnreadableReason.Empty }, { "binary", UnreadableReason.Binary }, { "large", UnreadableReason.TooLarge },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_file_that_cannot_be_read_is_reported_noted_and_tried_again_while_its_earlier_version_stays(string kind, UnreadableReason reason)
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Limits = new ReadingLimits { MaxBytes = 4096 };
        shelf.Write("a.md", "Apples are red.");
        shelf.Write("b.md", "Pears are green.");
        await shelf.IngestAsync();

        var path = shelf.Write("a.md", Content(kind));
        for (var run = 0; run < 2; run++)
        {
            var ingested = await shelf.IngestAsync();
            ingested.MustCount(unchanged: 1);
            var failed = ingested.Failed.ShouldHaveSingleItem();
            (failed.Path, failed.Reason).ShouldBe((path, reason));
            var problem = (await shelf.ProblemsAsync()).ShouldHaveSingleItem();
            (problem.Path, problem.Reason, problem.Message).ShouldBe((path, reason, failed.Message));
            (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
        }

        shelf.Write("a.md", "Apples are golden.");
        (await shelf.IngestAsync()).MustCount(updated: 1, unchanged: 1);
        (await shelf.ProblemsAsync()).ShouldBeEmpty();
        (await shelf.SearchAsync("golden")).ShouldBe(["a.md"]);

        shelf.Write("a.md", Content(kind));
        await shelf.IngestAsync();
        File.Delete(path);
        (await shelf.IngestAsync()).MustCount(removed: 1, unchanged: 1);
        (await shelf.ProblemsAsync()).ShouldBeEmpty();
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_file_of_no_known_format_is_skipped_in_a_folder_and_refused_when_named()
    {
        await using var shelf = await Shelf.OpenAsync();
        var picture = shelf.Write("p.png", [137, 80, 78, 71, 13, 10, 26, 10]);
        shelf.Write("a.md", "Apples.");
        var ingested = await shelf.IngestAsync();
        ingested.Failed.ShouldBeEmpty();
        ingested.Skipped.ShouldHaveSingleItem().Path.ShouldBe(picture);
        (await shelf.ProblemsAsync()).ShouldBeEmpty();
        ingested.Events.OfType<IngestEvent.Planned>().Single().Files.ShouldBe(2);

        (await shelf.IngestAsync(picture)).Failed.ShouldHaveSingleItem().Reason.ShouldBe(UnreadableReason.UnsupportedFormat);
        (await shelf.ProblemsAsync()).ShouldHaveSingleItem().Path.ShouldBe(picture);
    }

    [Fact]
    public async Task A_text_that_turns_into_bytes_of_no_known_format_is_a_problem_and_keeps_its_earlier_version()
    {
        await using var shelf = await Shelf.OpenAsync();
        var path = shelf.Write("README", "Apples are red.");
        (await shelf.IngestAsync()).MustCount(added: 1);
        shelf.Write("README", [0, 1, 2, 3, 0, 255, 254, 0]);
        (await shelf.IngestAsync()).Failed.ShouldHaveSingleItem().Path.ShouldBe(path);
        (await shelf.ProblemsAsync()).ShouldHaveSingleItem().Path.ShouldBe(path);
        (await shelf.SearchAsync("apples")).ShouldBe(["README"]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_listed_removes_nothing()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess) return; // Permissions do not bind root.
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("closed/a.md", "Apples are red.");
        shelf.Write("b.md", "Pears are green.");
        await shelf.IngestAsync();
        var folder = Path.Combine(shelf.Sources, "closed");
        var mode = File.GetUnixFileMode(folder);
        File.SetUnixFileMode(folder, UnixFileMode.None);
        try
        {
            var ingested = await shelf.IngestAsync();
            ingested.MustCount(unchanged: 1);
            ingested.Failed.ShouldHaveSingleItem().Path.ShouldBe(folder);
            (await shelf.SearchAsync("apples")).ShouldBe(["closed/a.md"]);
        }
        finally
        {
            File.SetUnixFileMode(folder, mode);
        }

        (await shelf.IngestAsync()).MustCount(unchanged: 2);
    }

    [Fact]
    public async Task A_file_that_ends_before_its_length_is_one_line_in_the_report()
    {
        // The kernel's files state a length that their content does not have.
        const string Shorter = "/sys/kernel/mm/transparent_hugepage/enabled";
        if (!File.Exists(Shorter)) return;
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("b.md", "Pears are green.");
        var ingested = await shelf.IngestPatientlyAsync(Shorter, shelf.Sources);
        ingested.MustCount(added: 1);
        ingested.Failed.ShouldHaveSingleItem().Path.ShouldBe(Shorter);
        (await shelf.SearchAsync("pears")).ShouldBe(["b.md"]);
    }

    [Fact]
    public async Task A_pipe_among_the_files_does_not_stop_an_ingestion()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("b.md", "Pears are green.");
        var pipe = Path.Combine(shelf.Sources, "a.md");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var ingested = await Task.Run(() => shelf.IngestAsync()).WaitAsync(patience.Token);
        ingested.MustCount(added: 1);
        ingested.Skipped.ShouldHaveSingleItem().Path.ShouldBe(pipe);
    }

    private static byte[] Content(string kind) => kind switch
    {
        "empty" => [],
        "blank" => " \n\t\n "u8.ToArray(),
        "binary" => [.. Enumerable.Range(0, 600).Select(i => (byte)(i % 7 == 0 ? 0 : i))],
        _ => [.. Enumerable.Repeat((byte)'a', 5000)],
    };
}
