using System.Net;
using System.Text;
using Groundwork.Evals.Tests.Running;
using Groundwork.TestKit;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Subjects;

public sealed class SubjectTests : IDisposable
{
    private static readonly Sample s_sample = new("q \"1\"", "Say \"hi\"\nin {{tone}}", Expectation.Nothing)
    {
        Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["tone"] = "kind\\" },
        Before = [new SampleTurn("user", "earlier \"one\"")],
    };

    private readonly TemporaryDirectory _folder = new();
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task An_endpoint_is_asked_with_escaped_values_and_hidden_secrets()
    {
        string? sent = null;
        string? key = null;
        using var handler = new StubHandler(async request =>
        {
            sent = await request.Content!.ReadAsStringAsync();
            key = request.Headers.GetValues("X-Key").Single();
            return Reply("""{"answer": {"text": "Hello"}, "hits": [{"id": "d1", "s": 2}, {"id": "d2", "s": 3}, {"id": "d1", "s": 4}], "declined": null, "cost": 0.25}""");
        });
        using var client = new HttpClient(handler);
        var options = new HttpSubjectOptions("http://127.0.0.1/ask")
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Key"] = "Bearer ${KEY}" },
            Body = """{"q": "{{input}}", "t": "{{ tone }}", "v": {{variables}}, "h": {{history}}}""",
            Reply = new ReplyShape { Text = "$.answer.text", Ranking = "$.hits[*].id", Scores = "$.hits[*].s", Abstained = "$.declined", Dollars = "$.cost" },
        };
        var subject = new HttpSubject("endpoint", options, name => string.Equals(name, "KEY", StringComparison.Ordinal) ? "sesame-1" : null, client, _clock);

        var observed = await subject.RunAsync(s_sample, 0, CancellationToken.None);

        sent.ShouldBe("""{"q": "Say \"hi\"\nin {{tone}}", "t": "kind\\", "v": {"tone":"kind\\"}, "h": [{"role":"user","content":"earlier \"one\""}]}""");
        key.ShouldBe("Bearer sesame-1");
        (observed.Outcome, observed.Text, observed.Cost.Dollars).ShouldBe((ObservedOutcome.Answered, "Hello", 0.25m));
        observed.Ranking.ShouldBe([new RankedItem("d1", 4), new RankedItem("d2", 3)]);
        subject.Fingerprint.ShouldBe(new HttpSubject("other name", options, _ => "another secret", client, _clock).Fingerprint);
        subject.Fingerprint.Equals(new HttpSubject("endpoint", options with { Version = "2" }, _ => "x", client, _clock).Fingerprint, StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task What_an_endpoint_does_wrong_is_told_without_secrets()
    {
        var replies = new Queue<Func<HttpResponseMessage>>(
        [
            () => new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent("no sesame-1 here") },
            () => Reply(new string('x', 101)),
            () => Reply("not json"),
            () => Reply("{\"answer\": \"\"}"),
            () => throw new HttpRequestException("refused by sesame-1"),
            () => new HttpResponseMessage(HttpStatusCode.Unauthorized),
        ]);
        using var handler = new StubHandler(_ => Task.FromResult(replies.Dequeue()()));
        using var client = new HttpClient(handler);
        var options = new HttpSubjectOptions("http://127.0.0.1/?q={{input}}")
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Key"] = "${KEY}" }, MaxReplyBytes = 100, Reply = new ReplyShape { Text = "$.answer" },
        };
        var subject = new HttpSubject("endpoint", options, _ => "sesame-1", client, _clock);

        var errors = new List<string?>();
        for (var i = 0; i < 5; i++) errors.Add((await subject.RunAsync(s_sample, 0, CancellationToken.None)).Error);

        errors[0].ShouldBe("status 500: no ••• here");
        errors[1].ShouldBe("the reply has more than 100 bytes");
        errors[2]!.ShouldStartWith("the reply is no JSON");
        errors[3].ShouldBe("the reply has no text at $.answer");
        errors[4].ShouldBe("refused by •••");
        await Should.ThrowAsync<SubjectUnavailableException>(async () => await subject.RunAsync(s_sample, 0, CancellationToken.None));
        await Should.ThrowAsync<SubjectUnavailableException>(async () => await new HttpSubject("x", options, _ => null, client, _clock).RunAsync(s_sample, 0, CancellationToken.None));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_has_failed_after_its_time()
    {
        using var handler = new StubHandler(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        });
        using var client = new HttpClient(handler);
        var asking = new HttpSubject("endpoint", new HttpSubjectOptions("http://127.0.0.1/") { Timeout = TimeSpan.FromSeconds(5) }, _ => null, client, _clock).RunAsync(s_sample, 0, CancellationToken.None).AsTask();

        await _clock.TimerDueAsync(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));

        (await asking).Error.ShouldBe("no reply within 5 s");
    }

    [Fact]
    public async Task A_program_gets_its_input_and_arguments_without_a_shell()
    {
        var echo = new CommandSubject("cat", new CommandSubjectOptions("cat", [], _folder.Path), _clock);
        var printf = new CommandSubject("printf", new CommandSubjectOptions("printf", ["{\"a\": \"%s\"}", "$(id) {{tone}}; x"], _folder.Path) { Input = null, Reply = new ReplyShape { Text = "$.a" } }, _clock);

        (await echo.RunAsync(s_sample, 0, CancellationToken.None)).Text.ShouldBe(s_sample.Input);
        (await printf.RunAsync(s_sample with { Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["tone"] = "a b" } }, 0, CancellationToken.None)).Text.ShouldBe("$(id) a b; x");
    }

    [Fact]
    public async Task A_program_that_fails_floods_or_is_missing_is_told()
    {
        var failing = new CommandSubject("sh", new CommandSubjectOptions("sh", ["-c", "echo broken >&2; exit 3"], _folder.Path), _clock);
        var flooding = new CommandSubject("yes", new CommandSubjectOptions("yes", [], _folder.Path) { MaxOutputBytes = 1000 }, _clock);
        var missing = new CommandSubject("none", new CommandSubjectOptions("no-such-program-here", [], _folder.Path), _clock);

        (await failing.RunAsync(s_sample, 0, CancellationToken.None)).Error.ShouldBe("the program ended with 3: broken");
        (await flooding.RunAsync(s_sample, 0, CancellationToken.None)).Error.ShouldBe("the program wrote more than 1000 bytes");
        await Should.ThrowAsync<SubjectUnavailableException>(async () => await missing.RunAsync(s_sample, 0, CancellationToken.None));
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_ended_with_all_it_started()
    {
        var subject = new CommandSubject("sh", new CommandSubjectOptions("sh", ["-c", "sleep 1000 & echo $! > child; echo ready > begun; wait"], _folder.Path) { Timeout = TimeSpan.FromSeconds(9) }, _clock);
        var running = subject.RunAsync(s_sample, 0, CancellationToken.None).AsTask();
        using var watcher = new FileSystemWatcher(_folder.Path) { EnableRaisingEvents = true };
        var begun = new TaskCompletionSource();
        watcher.Created += (_, created) => _ = string.Equals(created.Name, "begun", StringComparison.Ordinal) && begun.TrySetResult();
        if (!File.Exists(_folder.File("begun"))) await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

        _clock.Advance(TimeSpan.FromSeconds(9));

        (await running).Error.ShouldBe("the program did not end within 9 s");
        var child = int.Parse((await File.ReadAllTextAsync(_folder.File("child"))).Trim(), System.Globalization.CultureInfo.InvariantCulture);
        IsGone(child).ShouldBeTrue();
    }

    [Fact]
    public async Task Recordings_are_observations_answers_or_a_run()
    {
        await using var answers = await RecordedSubject.OpenAsync(_folder.Write("a.jsonl", "{\"id\":\"q0\",\"answer\":\"yes\"}\n\n{\"_id\":\"q1\",\"text\":\"\",\"abstained\":true}\n{\"id\":\"q0\",\"repeat\":1,\"text\":\"no\"}\n"), null, CancellationToken.None);
        await using var run = await RecordedSubject.OpenAsync(_folder.Write("r.trec", "q0 Q0 d1 1 0.5 tag\nq0 Q0 d2 2 0.75 tag\n"), null, CancellationToken.None);

        (await answers.RunAsync(TestSamples.One(0), 0, CancellationToken.None)).Text.ShouldBe("yes");
        (await answers.RunAsync(TestSamples.One(0), 1, CancellationToken.None)).Text.ShouldBe("no");
        (await answers.RunAsync(TestSamples.One(1), 0, CancellationToken.None)).Outcome.ShouldBe(ObservedOutcome.Abstained);
        (await answers.RunAsync(TestSamples.One(2), 0, CancellationToken.None)).Error.ShouldBe("the recording has no observation of this sample");
        (await run.RunAsync(TestSamples.One(0), 0, CancellationToken.None)).Ranking.ShouldBe([new RankedItem("d1", 0.5), new RankedItem("d2", 0.75)]);
    }

    [Fact]
    public async Task Recorded_observations_come_back_whole()
    {
        var given = new Observation("q0", 0, ObservedOutcome.Answered, "🦉 检索")
        {
            Ranking = [new RankedItem("d", 0.1)], Passages = [new ObservedPassage("p", "d", "text")], ToolCalls = [new ObservedToolCall("t", "{}")], EndState = "{}", Confidence = 0.5,
            Claims = [new ObservedClaim(new Language.TextSpan(0, 2), [new ObservedCitation("d", new Language.TextSpan(1, 2), "ex", CitationCheck.Holds), new ObservedCitation("e", null, "", CitationCheck.NoDocument)])],
            Cost = new ObservedCost { LatencyMs = 1.5, FirstTokenMs = 0.5, InputTokens = 3, OutputTokens = 4, Dollars = 0.000001m, IsReplayed = true },
            Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = "m" },
        };
        await using (var file = File.Create(_folder.File("o.jsonl")))
            await ObservationFile.WriteAsync(new[] { new ScoredSample(TestSamples.One(0), [given], []) }.ToAsyncEnumerable(), file, CancellationToken.None);

        await using var subject = await RecordedSubject.OpenAsync(_folder.File("o.jsonl"), null, CancellationToken.None);
        var read = await subject.RunAsync(TestSamples.One(0), 0, CancellationToken.None);

        Evals.Storing.ObservationJson.Write(read).ShouldBe(Evals.Storing.ObservationJson.Write(given));
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"a\",\"text\":\"2\"}", "line 2: sample \"a\" (repeat 0) stood in line 1 already")]
    [InlineData("{\"text\":\"1\"}", "line 1: an observation lacks \"id\"")]
    [InlineData("q0 Q0 d1 1 x tag", "line 1: \"x\" is no score")]
    [InlineData("q0 d1 1", "line 1: a TREC run has six columns, this line has 3")]
    [InlineData("q0 Q0 d1 1 1 t\nq0 Q0 d1 2 2 t", "line 2: document \"d1\" of query \"q0\" stood in line 1 already")]
    public async Task Broken_recordings_are_refused_with_their_lines(string content, string problem) =>
        (await Should.ThrowAsync<DatasetRefusedException>(async () => await RecordedSubject.OpenAsync(_folder.Write("x", content), null, CancellationToken.None))).Problems[0].ShouldBe(problem);

    [Fact]
    public async Task A_person_is_asked_one_question_at_a_time_and_never_shown_the_answer()
    {
        var (atOnce, most) = (0, 0);
        using var person = new PersonSubject("ada", "monday", async (sample, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await Task.Yield();
            Interlocked.Decrement(ref atOnce);
            return sample.Expected.Answers is not null ? new PersonAnswer("leaked") : string.Equals(sample.Id, "q1", StringComparison.Ordinal) ? null : new PersonAnswer("typed") { IsAbstained = string.Equals(sample.Id, "q2", StringComparison.Ordinal) };
        });
        var samples = TestSamples.Make(4).Select(sample => sample with { Expected = new Expectation { Answers = ["secret"] } });

        var observed = await Task.WhenAll(samples.Select(sample => person.RunAsync(sample, 0, CancellationToken.None).AsTask()));

        observed.Select(observation => observation.Outcome).ShouldBe([ObservedOutcome.Answered, ObservedOutcome.Failed, ObservedOutcome.Abstained, ObservedOutcome.Answered]);
        observed[0].Text.ShouldBe("typed");
        observed[0].Facts["who"].ShouldBe("ada");
        most.ShouldBe(1);
    }

    public void Dispose() => _folder.Dispose();

    // A process that ended and that nobody has waited for yet counts as gone.
    private static bool IsGone(int id)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            if (!File.Exists($"/proc/{id}/stat") || File.ReadAllText($"/proc/{id}/stat").Contains(") Z", StringComparison.Ordinal)) return true;
            Thread.Yield();
        }

        return false;
    }

    private static HttpResponseMessage Reply(string content) => new(HttpStatusCode.OK) { Content = new StringContent(content, Encoding.UTF8, "application/json") };

    private sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> reply) : HttpMessageHandler
    {
        public StubHandler(Func<HttpRequestMessage, Task<HttpResponseMessage>> reply) : this((request, _) => reply(request))
        {
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => reply(request, cancellationToken);
    }
}
