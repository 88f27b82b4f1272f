using System.Text;
using System.Text.Json;
using Groundwork.Documents.Processes;
using Groundwork.TestKit;

namespace Groundwork.Documents.Tests.Processes;

/// <summary>The parent's side, against shell scripts that behave as badly as a worker can. The real worker is met through the command line.</summary>
public sealed class ReadingWorkersTests : IDisposable
{
    private static readonly SourceInfo s_source = new(new DocumentId("a.md"), "/x/a.md", MediaTypes.Markdown);

    private readonly TemporaryDirectory _folder = new();
    private readonly ManualClock _clock = new();
    private readonly ReaderSet _readers = new(new ReadingLimits());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_worker_that_does_not_answer_in_time_is_killed_and_the_next_document_gets_another()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var workers = Workers("cat greeting; echo x >> starts; exec sleep 1000");
        for (var i = 1; i <= 2; i++)
        {
            var reading = ReadAsync(workers);
            await _clock.TimerDueAsync(ReadingTime);
            _clock.Advance(ReadingTime);
            var late = await Should.ThrowAsync<DocumentUnreadableException>(reading);
            (late.Reason, late.Message.Contains("deadlineSeconds", StringComparison.Ordinal)).ShouldBe((UnreadableReason.TimedOut, true));
            (await File.ReadAllLinesAsync(_folder.File("starts"))).Length.ShouldBe(i);
        }
    }

    [Fact]
    public async Task A_worker_that_ends_is_told_with_its_code_and_last_words()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var workers = Workers("cat greeting; head -c 100 >/dev/null; echo 'Stack overflow.' >&2; exit 134");
        var ended = await Should.ThrowAsync<ReaderEndedException>(() => ReadAsync(workers));
        ended.Message.ShouldContain("/x/a.md");
        ended.Message.ShouldContain("134");
        ended.Message.ShouldContain("Stack overflow.");
    }

    [Fact]
    public async Task A_worker_sees_a_temporary_folder_of_its_own_and_no_secret_of_the_environment()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var workers = Workers("env > seen; echo x > $TMPDIR/left; cat greeting; head -c 100 >/dev/null; exit 3");
        await Should.ThrowAsync<ReaderEndedException>(() => ReadAsync(workers));
        var seen = (await File.ReadAllLinesAsync(_folder.File("seen"))).ToList();
        var temporary = seen.Find(line => line.StartsWith("TMPDIR=", StringComparison.Ordinal)).ShouldNotBeNull()["TMPDIR=".Length..];
        (temporary.Contains("groundwork-worker-", StringComparison.Ordinal), Directory.Exists(temporary)).ShouldBe((true, false));
        seen.ShouldNotContain(line => line.StartsWith("USER=", StringComparison.Ordinal) || line.StartsWith("GROUNDWORK_", StringComparison.Ordinal) || line.StartsWith("HOSTNAME=", StringComparison.Ordinal));
    }


    [Fact]
    public async Task A_worker_that_answers_nonsense_is_not_believed()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var workers = Workers("cat greeting; yes");
        await Should.ThrowAsync<ReaderEndedException>(() => ReadAsync(workers));
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("echo 'Usage: something else'; exec sleep 1000")]
    public async Task A_program_that_is_no_worker_is_the_fault_of_no_document(string script)
    {
        if (OperatingSystem.IsWindows()) return;
        await using var workers = Workers(script);
        await Should.ThrowAsync<ReadingPlaceException>(() => ReadAsync(workers));
    }

    [Fact]
    public async Task A_worker_of_another_version_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var workers = Workers("cat other; exec sleep 1000");
        (await Should.ThrowAsync<ReadingPlaceException>(() => ReadAsync(workers))).Message.ShouldContain("version");
    }

    [Fact]
    public async Task Cancelling_reaches_a_document_that_is_being_read()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var workers = Workers("cat greeting; exec sleep 1000");
        using var stop = new CancellationTokenSource();
        var reading = workers.ReadAsync(s_source, "text"u8.ToArray(), stop.Token).AsTask();
        await _clock.TimerDueAsync(ReadingTime);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading);
    }

    [Fact]
    public async Task The_two_ends_understand_each_other()
    {
        // Both ends in one process: what the parent writes is what the worker reads, and the other way round.
        var request = new MemoryStream();
        var to = new WireWriter(request);
        to.Int((int)WorkerMessage.Hello);
        to.Text(JsonSerializer.Serialize(new ReadingLimits(), ReadingJson.Default.ReadingLimits));
        foreach (var text in new[] { "# Apples\n\nApples are red.", " " })
        {
            to.Int((int)WorkerMessage.Read);
            DocumentWire.Write(to, s_source);
            to.Bytes(Encoding.UTF8.GetBytes(text));
        }

        request.Position = 0;
        var reply = new MemoryStream();
        await ReadingWorker.RunAsync(request, new Undisposed(reply), () => { }, default);
        reply.Position = 0;
        var from = new WireReader(reply);
        ((WorkerMessage)from.Int(), from.Text()).ShouldBe((WorkerMessage.Hello, _readers.Fingerprint));
        from.Int().ShouldBe((int)WorkerMessage.Document);
        from.Long().ShouldBeGreaterThan(0);
        var document = DocumentWire.ReadDocument(from);
        (document.Title, document.Id).ShouldBe(("Apples", s_source.Id));
        from.Int().ShouldBe((int)WorkerMessage.Problem);
        from.Long();
        ((UnreadableReason)from.Int()).ShouldBe(UnreadableReason.Empty);
    }

    private static TimeSpan ReadingTime { get; } = TimeSpan.FromSeconds(77);

    private static async Task<Document> ReadAsync(ReadingWorkers workers) => await workers.ReadAsync(s_source, "# Apples"u8.ToArray(), default);

    private ReadingWorkers Workers(string script)
    {
        Greeting("greeting", _readers.Fingerprint);
        Greeting("other", "another");
        return new ReadingWorkers(new ReadingWorkerOptions(["/bin/sh", "-c", $"cd '{_folder.Path}'; {script}"]) { Deadline = ReadingTime }, _readers, _clock);
    }

    private void Greeting(string name, string fingerprint)
    {
        var greeting = new MemoryStream();
        var wire = new WireWriter(greeting);
        wire.Int((int)WorkerMessage.Hello);
        wire.Text(fingerprint);
        _folder.Write(name, greeting.ToArray());
    }

    private sealed class Undisposed(MemoryStream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
