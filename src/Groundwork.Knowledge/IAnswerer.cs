namespace Groundwork.Knowledge;

/// <summary>A question becomes an answer whose every claim can be checked.</summary>
public interface IAnswerer
{
    /// <summary>Answers one question.</summary>
    IAsyncEnumerable<AnswerEvent> AnswerAsync(Question question, CancellationToken cancellationToken);
}
