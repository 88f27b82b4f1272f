using System.Globalization;

namespace Groundwork.UseCases.Tests.Monitoring;

public class DriftTests
{
    private static readonly string[] s_things = ["lamp", "door", "window", "carpet", "table", "chair", "shelf", "curtain"];
    private static readonly string[] s_asks = ["What colour is the {0} in room {1}?", "Where does the {0} of room {1} stand?", "Who cleans the {0} in room {1}?", "When was the {0} of room {1} repaired?"];

    [Fact]
    public async Task Questions_about_something_new_are_found_and_shown()
    {
        await using var tower = await Watchtower.OpenAsync();
        await LiveAsync(tower, 42, 12, (day, i) => day < 35 ? Usual(day, i) : i % 3 == 0 ? Usual(day, i) : $"How much tax does the harbour take for crate {i} of herring on ship {day}?");
        var reply = await new MeasureDrift(tower.Workspace).RunAsync(new DriftRequest(), default);
        reply.Verdict.ShouldBe("drifted");
        reply.ExitCode.ShouldBe(3);
        reply.Current.Answers.ShouldBe(7 * 12);
        reply.Reference.Answers.ShouldBe(35 * 12);
        reply.Features.Single(f => f.Name is "inputs").Verdict.ShouldBe("drifted");
        reply.NewQuestions.Count.ShouldBeInRange(1, 10);
        reply.NewQuestions[0].Question.ShouldContain("herring");
        foreach (var feature in reply.Features.Where(f => f.Verdict is not "tooFew")) feature.Distances.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Days_like_all_others_stay_silent()
    {
        await using var tower = await Watchtower.OpenAsync();
        await LiveAsync(tower, 42, 12, Usual);
        var reply = await new MeasureDrift(tower.Workspace).RunAsync(new DriftRequest(), default);
        reply.Verdict.ShouldBe("steady", string.Join("; ", reply.Features.Where(f => f.Verdict is "drifted").Select(f => $"{f.Name} {f.Change}")));
        reply.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task More_and_more_abstentions_are_found_while_the_questions_stay()
    {
        await using var tower = await Watchtower.OpenAsync();
        await LiveAsync(tower, 42, 12, Usual, day => day >= 35);
        var reply = await new MeasureDrift(tower.Workspace).RunAsync(new DriftRequest(), default);
        reply.Features.Single(f => f.Name is "abstained").Verdict.ShouldBe("drifted");
        reply.Features.Single(f => f.Name is "inputs").Verdict.ShouldBe("steady");
        reply.Current.AbstentionRate.ShouldNotBeNull().ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public async Task Few_answers_say_nothing_and_no_answers_neither()
    {
        await using var tower = await Watchtower.OpenAsync();
        (await new MeasureDrift(tower.Workspace).RunAsync(new DriftRequest(), default)).ExitCode.ShouldBe(4);
        await tower.AskAsync("What colour is the lamp in room 3?");
        var reply = await new MeasureDrift(tower.Workspace).RunAsync(new DriftRequest(), default);
        reply.Verdict.ShouldBe("tooFew");
        reply.Current.Answers.ShouldBe(1);
        reply.Features.Select(f => f.Name).ShouldContain("best score", StringComparer.Ordinal);
    }

    [Fact]
    public async Task Turns_of_conversations_count_like_single_questions_until_their_document_is_deleted()
    {
        await using var tower = await Watchtower.OpenAsync();
        var conversation = (await new ManageConversations(tower.Workspace).BeginAsync(new BeginConversationRequest("default"), default)).Conversation;
        await foreach (var _ in new AskInConversation(tower.Workspace).AskAsync(conversation, new AskRequest("What colour is the lamp in room 3?"), default))
        {
        }

        await tower.AskAsync("What colour is the lamp in room 3?");
        (await new MeasureDrift(tower.Workspace).RunAsync(new DriftRequest(), default)).Current.Answers.ShouldBe(2);
        await new DeleteDocuments(tower.Workspace).RunAsync(new DeleteRequest([.. Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"room{i}.md"))], "default"), default);
        (await new MeasureDrift(tower.Workspace).RunAsync(new DriftRequest(), default)).Current.Answers.ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-03-05", "2026-03-01", null, null, "Swap")]
    [InlineData("2026-02-30", null, null, null, "2026-02-30")]
    [InlineData("2026-03-05", "2026-03-08", "2026-03-01", "2026-03-05", "end before")]
    public async Task Days_that_make_no_sense_are_named(string? from, string? to, string? referenceFrom, string? referenceTo, string expected)
    {
        await using var tower = await Watchtower.OpenAsync();
        var request = new DriftRequest { From = from, To = to, ReferenceFrom = referenceFrom, ReferenceTo = referenceTo };
        (await Should.ThrowAsync<InvalidRequestException>(() => new MeasureDrift(tower.Workspace).RunAsync(request, default))).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Only_questions_since_a_day_become_samples()
    {
        await using var tower = await Watchtower.OpenAsync();
        await tower.KeepAsync("An old question?", confidence: 0.1);
        tower.Clock.Advance(TimeSpan.FromDays(3));
        await tower.KeepAsync("A sure question?", confidence: 0.9);
        await tower.KeepAsync("An unsure question?", confidence: 0.2);
        foreach (var by in new[] { "random", "confidence" })
        {
            var reply = await new ManageDatasets(tower.Workspace).FromAnswersAsync(new SampleAnswersRequest($"since-{by}", "default") { By = by, Since = "2026-03-04" }, default);
            reply.Samples.ShouldBe(2);
            (await new ManageDatasets(tower.Workspace).FromAnswersAsync(new SampleAnswersRequest($"all-{by}", "default") { By = by }, default)).Samples.ShouldBe(3);
        }

        await new ManageDatasets(tower.Workspace).FromAnswersAsync(new SampleAnswersRequest("least", "default") { By = "confidence", Since = "2026-03-04", Count = 1 }, default);
        (await new ManageDatasets(tower.Workspace).ShowAsync("least", 0, 10, default)).Samples.ShouldHaveSingleItem().Input.ShouldBe("An unsure question?");
        await Should.ThrowAsync<InvalidRequestException>(() => new ManageDatasets(tower.Workspace).FromAnswersAsync(new SampleAnswersRequest("x", "default") { Since = "yesterday" }, default));
    }

    private static async Task LiveAsync(Watchtower tower, int days, int aDay, Func<int, int, string> question, Func<int, bool>? abstains = null)
    {
        for (var day = 0; day < days; day++)
        {
            for (var i = 0; i < aDay; i++) await tower.KeepAsync(question(day, i), i % 10 == 0 || (abstains?.Invoke(day) == true && i % 4 != 0), 0.6 + (0.03 * ((i * 7) % 11)));
            if (day < days - 1) tower.Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    private static string Usual(int day, int i)
    {
        var draw = (((day * 31) + i) * 2654435761L >> 8) & 0xFFFF;
        return string.Format(CultureInfo.InvariantCulture, s_asks[draw % s_asks.Length], s_things[draw / 7 % s_things.Length], draw % 40);
    }
}
