using Groundwork.Evals;

namespace Groundwork.UseCases.Evaluating;

/// <summary>States and reasons of reviews as people read and write them.</summary>
internal static class ReviewWords
{
    public static string Of(ReviewReason reason) => reason switch
    {
        ReviewReason.ThumbsDown => "disliked",
        ReviewReason.LowScore => "low score",
        ReviewReason.JudgesDisagree => "judges disagree",
        ReviewReason.LowConfidence => "low confidence",
        ReviewReason.Sample => "drawn by chance",
        _ => "asked for",
    };

    /// <summary>A state by its name; null for all.</summary>
    /// <exception cref="InvalidRequestException">There is none.</exception>
    public static ReviewState? State(string? text) => text switch
    {
        null => null,
        "open" => ReviewState.Open,
        "agreed" => ReviewState.Agreed,
        "disputed" => ReviewState.Disputed,
        "adjudicated" => ReviewState.Adjudicated,
        _ => throw new InvalidRequestException($"No item is \"{text}\". Choose open, agreed, disputed or adjudicated."),
    };
}
