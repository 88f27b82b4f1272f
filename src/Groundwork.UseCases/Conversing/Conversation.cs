namespace Groundwork.UseCases.Conversing;

/// <summary>A conversation: the fold of its events. Turns form a tree; the way from the first to the newest one is what a reader sees.</summary>
internal sealed class Conversation
{
    public const string ForgottenTitle = "A conversation about deleted documents";

    private const int TitleCharacters = 80;

    private readonly SortedDictionary<long, Turn> _turns = [];
    private string? _chosenTitle;

    private IReadOnlyList<Turn>? _path;

    private Conversation(string id, string collection, string owner) => (Id, Collection, Owner) = (id, collection, owner);

    public string Id { get; }

    public string Collection { get; }

    /// <summary>Whose it is: the id of a key, or the person at this machine.</summary>
    public string Owner { get; }

    /// <summary>Version of the last event, 0 for none.</summary>
    public long Version { get; private set; }

    public string Title => _chosenTitle ?? (Path is [var first, ..] ? first.State == TurnState.Forgotten ? ForgottenTitle : Shortened(first.Question) : "");

    /// <summary>The turns that count, oldest first.</summary>
    public IReadOnlyList<Turn> Path => _path ??= PathTo(Head);

    /// <summary>Every turn that was ever asked, replaced ones too.</summary>
    public IReadOnlyCollection<Turn> All => _turns.Values;

    /// <summary>Number of the newest turn, 0 for none.</summary>
    public long Head => _turns.Count == 0 ? 0 : _turns.Keys.Max();

    /// <summary>Folds events, ascending by version. Events that speak of an unknown turn change nothing.</summary>
    public static Conversation Of(string id, string collection, IEnumerable<RecordedConversationEvent> events, string owner = Conversing.Owner.Local)
    {
        var conversation = new Conversation(id, collection, owner);
        foreach (var recorded in events) conversation.Add(recorded);
        return conversation;
    }

    /// <summary>The turn of a number, or null.</summary>
    public Turn? Find(long number) => _turns.GetValueOrDefault(number);

    /// <summary>From the first turn to the given one; empty for 0.</summary>
    public IReadOnlyList<Turn> PathTo(long number)
    {
        var path = new List<Turn>();
        // A turn stands after an earlier one, so the way down ends.
        while (_turns.TryGetValue(number, out var turn))
        {
            path.Add(turn);
            number = turn.After < number ? turn.After : 0;
        }

        path.Reverse();
        return path;
    }

    /// <summary>Which versions of a turn there are, oldest first, the turn itself among them.</summary>
    public IReadOnlyList<Turn> VersionsOf(Turn turn) => [.. _turns.Values.Where(t => t.After == turn.After)];

    /// <summary>Folds one more event.</summary>
    public void Add(RecordedConversationEvent recorded)
    {
        _path = null;
        Version = recorded.Version;
        switch (recorded.Event)
        {
            case ConversationEvent.Asked asked:
                _turns[asked.Turn] = new Turn(asked.Turn, asked.After, recorded.At, asked.Request, asked.LeftOut);
                break;
            case ConversationEvent.Forgotten forgotten:
                _turns[forgotten.Turn] = new Turn(forgotten.Turn, forgotten.After, recorded.At, null, 0) { State = TurnState.Forgotten };
                break;
            case ConversationEvent.Answered answered:
                Change(answered.Turn, turn => turn with { State = TurnState.Answered, Reply = answered.Reply, Fingerprints = answered.Fingerprints });
                break;
            case ConversationEvent.Stopped stopped:
                Change(stopped.Turn, turn => turn with { State = TurnState.Stopped, Reply = stopped.Reply });
                break;
            case ConversationEvent.Failed failed:
                Change(failed.Turn, turn => turn with { State = TurnState.Failed, Problem = new ErrorDetail(failed.Code, failed.Message) });
                break;
            case ConversationEvent.Rated rated:
                Change(rated.Turn, turn => turn with { Feedback = rated.Verdict is { } verdict ? new FeedbackReply(verdict, rated.Reason) : null });
                break;
            case ConversationEvent.Renamed renamed:
                _chosenTitle = renamed.Title;
                break;
            default:
                throw new InvalidOperationException($"An unknown event: {recorded.Event}.");
        }
    }

    private void Change(long number, Func<Turn, Turn> change)
    {
        if (_turns.TryGetValue(number, out var turn) && turn.State != TurnState.Forgotten) _turns[number] = change(turn);
    }

    private static string Shortened(string question)
    {
        var words = string.Join(' ', question.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (words.Length <= TitleCharacters) return words;
        var end = char.IsHighSurrogate(words[TitleCharacters - 1]) ? TitleCharacters - 1 : TitleCharacters;
        return words[..end] + "…";
    }
}
