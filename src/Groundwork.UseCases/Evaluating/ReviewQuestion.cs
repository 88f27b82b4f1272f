using System.Globalization;
using Groundwork.Evals;

namespace Groundwork.UseCases.Evaluating;

/// <summary>What reviewers are asked and may say.</summary>
internal static class ReviewQuestion
{
    private const int MostLevels = 9;

    private static readonly IReadOnlyList<RubricLevel> s_usual = [new(1, "bad"), new(2, "mixed"), new(3, "good")];

    /// <summary>The queue that a request describes.</summary>
    /// <exception cref="InvalidRequestException">A level is not understood, or the rubric has no such criterion.</exception>
    public static ReviewQueue Of(CreateReviewRequest request)
    {
        if (request.Rubric is not { } text)
            return new ReviewQueue(request.Queue, request.Criterion ?? "quality", request.Question ?? "How good is the answer?", LevelsOf(request.Levels), request.Reviewers);
        if (request.Levels is not null) throw new InvalidRequestException("Levels are given, and a rubric that has its own. Leave one out.");
        var rubric = RubricFile.Parse(text, "rubric");
        var criterion = request.Criterion is { } named ? rubric.Criteria.FirstOrDefault(c => string.Equals(c.Name, named, StringComparison.Ordinal)) : rubric.Criteria.Count == 1 ? rubric.Criteria[0] : null;
        if (criterion is null) throw new InvalidRequestException($"{(request.Criterion is { } missing ? $"The rubric has no criterion \"{missing}\"" : "The rubric has several criteria")}. Choose one of {string.Join(", ", rubric.Criteria.Select(c => c.Name))}.");
        return new ReviewQueue(request.Queue, criterion.Name, request.Question ?? criterion.Question, criterion.Levels, request.Reviewers);
    }

    private static IReadOnlyList<RubricLevel> LevelsOf(IReadOnlyList<string>? texts)
    {
        if (texts is null) return s_usual;
        if (texts.Count is < 2 or > MostLevels) throw new InvalidRequestException(FormattableString.Invariant($"There are {texts.Count} levels; give 2 to {MostLevels}."));
        return [.. texts.Select(LevelOf).OrderBy(level => level.Value)];
    }

    private static RubricLevel LevelOf(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && int.TryParse(text.AsSpan(0, at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new RubricLevel(value, text[(at + 1)..].Trim())
            : throw new InvalidRequestException($"The level \"{text}\" is not understood. Write number=meaning, like 1=\"the answer is wrong\".");
    }
}
