namespace Groundwork.Knowledge.Understanding;

/// <summary>One way of making a question easier to search.</summary>
internal interface IUnderstandingStep
{
    RetrievalStep Step { get; }

    ValueTask<Understood> ApplyAsync(Question question, CancellationToken cancellationToken);
}
