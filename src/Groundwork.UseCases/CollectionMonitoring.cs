namespace Groundwork.UseCases;

/// <summary>How one collection is watched.</summary>
/// <param name="Webhook">Where alarms are sent to, as JSON by POST.</param>
public sealed record CollectionMonitoring(Uri Webhook)
{
    private const double MostMinutes = 60 * 24 * 30;
    private const int MostDays = 365;

    /// <summary>Time of day, UTC, of a daily check; null with <see cref="Every"/>. Setting <c>daily</c>.</summary>
    public TimeOnly? Daily { get; init; }

    /// <summary>Time between two checks, 1 minute to 30 days; null with <see cref="Daily"/>. Setting <c>everyMinutes</c>.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Whether the webhook may be in a private network or on this machine. Default false. Setting <c>allowPrivate</c>.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Whether alarms name typical new questions. Default false: then no word of anybody leaves. Setting <c>includeQuestions</c>.</summary>
    public bool IncludeQuestions { get; init; }

    /// <summary>Whether drift is an alarm. Default true. Setting <c>drift</c>.</summary>
    public bool Drift { get; init; } = true;

    /// <summary>An alarm when a larger share of questions got no answer, 0..1; null for none. Setting <c>abstentionAbove</c>.</summary>
    public double? AbstentionAbove { get; init; }

    /// <summary>An alarm when the mean confidence is lower, 0..1; null for none. Setting <c>confidenceBelow</c>.</summary>
    public double? ConfidenceBelow { get; init; }

    /// <summary>Days that are looked at, today included, 1..365. Default 7. Setting <c>days</c>.</summary>
    public int Days { get; init; } = 7;

    /// <summary>All problems with these values; empty when there are none.</summary>
    /// <param name="setting">Their place in the settings.</param>
    public IReadOnlyList<string> Validate(string setting)
    {
        var problems = new List<string>();
        if (Every is { } every && (every < TimeSpan.FromMinutes(1) || every > TimeSpan.FromMinutes(MostMinutes))) problems.Add(FormattableString.Invariant($"The setting {setting}.everyMinutes is {every.TotalMinutes}; it must lie in 1..{MostMinutes}."));
        if (AbstentionAbove is { } rate && !(rate is >= 0 and <= 1)) problems.Add(FormattableString.Invariant($"The setting {setting}.abstentionAbove is {rate}; it must lie in 0..1."));
        if (ConfidenceBelow is { } confidence && !(confidence is >= 0 and <= 1)) problems.Add(FormattableString.Invariant($"The setting {setting}.confidenceBelow is {confidence}; it must lie in 0..1."));
        if (Days is < 1 or > MostDays) problems.Add(FormattableString.Invariant($"The setting {setting}.days is {Days}; it must lie in 1..{MostDays}."));
        if (!Drift && AbstentionAbove is null && ConfidenceBelow is null) problems.Add($"The setting {setting} watches nothing. Leave drift at true, or set abstentionAbove or confidenceBelow.");
        return problems;
    }

    /// <summary>When the next check is due.</summary>
    /// <param name="now">Now.</param>
    /// <param name="last">When the last one was; null for none since the start.</param>
    public DateTimeOffset NextAfter(DateTimeOffset now, DateTimeOffset? last)
    {
        if (Daily is not { } time) return last is { } before ? before + Every!.Value : now;
        var today = new DateTimeOffset(now.UtcDateTime.Date + time.ToTimeSpan(), TimeSpan.Zero);
        return today > now ? today : today.AddDays(1);
    }
}
