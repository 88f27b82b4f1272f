using FsCheck.Fluent;
using FsCheck;
using Groundwork.UseCases.Conversing;

namespace Groundwork.UseCases.Tests.Conversing;

public sealed class ConversationTests
{
    [Fact]
    public void Whatever_happened_the_way_to_the_newest_turn_is_a_chain_and_no_turn_is_lost()
    {
        Prop.ForAll<(byte Kind, byte Which)[]>(steps =>
        {
            var events = Make(steps);
            var conversation = Fold(events);
            var asked = events.Count(IsTurn);
            var path = conversation.Path;
            return conversation.All.Count == asked
                && (asked == 0 ? path.Count == 0 : path[0].After == 0 && path[^1].Number == conversation.All.Max(t => t.Number))
                && path.Zip(path.Skip(1)).All(pair => pair.Second.After == pair.First.Number && pair.Second.Number > pair.First.Number);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Events_up_to_a_version_fold_to_what_was_seen_then()
    {
        Prop.ForAll<(byte Kind, byte Which)[], byte>((steps, cut) =>
        {
            var events = Make(steps);
            var then = events.Take(cut % (events.Count + 1)).ToList();
            var asked = then.Where(IsTurn).Select(e => e.Version);
            return Fold(then).Path.All(turn => asked.Contains(turn.Number));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_last_end_and_the_last_verdict_count()
    {
        Prop.ForAll<(byte Kind, byte Which)[]>(steps =>
        {
            var events = Make(steps);
            return Fold(events).All.All(turn =>
            {
                if (turn.State == TurnState.Forgotten) return turn is { Question: "", Reply: null, Feedback: null };
                var last = events.Select(e => e.Event).LastOrDefault(e => e is ConversationEvent.Failed f && f.Turn == turn.Number || e is ConversationEvent.Stopped s && s.Turn == turn.Number);
                var verdict = events.Select(e => e.Event).OfType<ConversationEvent.Rated>().LastOrDefault(r => r.Turn == turn.Number)?.Verdict;
                var state = last switch { null => TurnState.Open, ConversationEvent.Failed => TurnState.Failed, _ => TurnState.Stopped };
                return turn.State == state && string.Equals(turn.Feedback?.Verdict, verdict, StringComparison.Ordinal);
            });
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Memory_takes_the_newest_turns_that_fit_and_says_how_many_did_not()
    {
        Prop.ForAll<byte[], byte, byte>((lengths, most, characters) =>
        {
            var turns = lengths.Select((length, i) => new Turn(i + 1, i, default, new AskRequest(new string('q', length)), 0) { Reply = Reply("") }).ToList();
            var limits = new ConversationSettings { HistoryTurns = most % 8, HistoryCharacters = characters };
            var kept = EarlierTurns.Of(turns, limits);
            var fits = kept.Turns.Count <= limits.HistoryTurns && kept.Turns.Sum(t => t.Length) <= limits.HistoryCharacters;
            var isNewest = kept.Turns.SequenceEqual(turns.Skip(kept.LeftOut)) && kept.LeftOut + kept.Turns.Count == turns.Count;
            var isMost = kept.LeftOut == 0 || kept.Turns.Count == limits.HistoryTurns || kept.Turns.Sum(t => t.Length) + turns[kept.LeftOut - 1].Length > limits.HistoryCharacters;
            return fits && isNewest && isMost;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_turn_without_an_answer_is_no_memory()
    {
        var turns = new[] { new Turn(1, 0, default, new AskRequest("one"), 0), new Turn(2, 1, default, new AskRequest("two"), 0) { Reply = Reply("Two.") } };
        EarlierTurns.Of(turns, new ConversationSettings()).ShouldSatisfyAllConditions(e => e.Turns.ShouldHaveSingleItem().Number.ShouldBe(2), e => e.LeftOut.ShouldBe(0));
    }

    [Fact]
    public void A_title_is_cut_between_characters()
    {
        var conversation = Fold([new(1, default, new ConversationEvent.Asked(1, 0, new AskRequest(new string('a', 79) + "😀😀"), 0))]);
        conversation.Title.ShouldBe(new string('a', 79) + "…");
    }

    private static Conversation Fold(IEnumerable<RecordedConversationEvent> events) => Conversation.Of("c", "notes", events);

    private static AskReply Reply(string text) => new(text, null, [], "extractive", null, 1, 1);

    // Any steps become a history that can happen: turns after turns that are there, news of turns that are there or not, and turns that are forgotten with all news of them.
    private static List<RecordedConversationEvent> Make((byte Kind, byte Which)[] steps)
    {
        var events = new List<RecordedConversationEvent>();
        var turns = new List<long> { 0 };
        var version = 0L;
        foreach (var (kind, which) in steps)
        {
            var turn = turns[which % turns.Count];
            if (kind % 6 == 5)
            {
                var at = events.FindIndex(e => e.Version == turn);
                if (at < 0) continue;
                var after = events[at].Event switch { ConversationEvent.Asked asked => asked.After, ConversationEvent.Forgotten forgotten => forgotten.After, _ => 0 };
                events[at] = events[at] with { Event = new ConversationEvent.Forgotten(turn, after) };
                events.RemoveAll(e => e.Event is ConversationEvent.Failed f && f.Turn == turn || e.Event is ConversationEvent.Stopped s && s.Turn == turn || e.Event is ConversationEvent.Rated r && r.Turn == turn);
                continue;
            }

            version++;
            ConversationEvent happened = (kind % 6) switch
            {
                0 or 1 => new ConversationEvent.Asked(version, turn, new AskRequest($"question {version}"), 0),
                2 => new ConversationEvent.Failed(turn, "GW1401", "away"),
                3 => new ConversationEvent.Stopped(turn, null),
                _ => new ConversationEvent.Rated(turn, which % 2 == 0 ? "up" : null, null),
            };
            if (happened is ConversationEvent.Asked) turns.Add(version);
            events.Add(new RecordedConversationEvent(version, DateTimeOffset.UnixEpoch, happened));
        }

        return events;
    }

    private static bool IsTurn(RecordedConversationEvent recorded) => recorded.Event is ConversationEvent.Asked or ConversationEvent.Forgotten;
}
