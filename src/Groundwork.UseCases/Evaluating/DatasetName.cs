using Groundwork.Evals;
using Groundwork.Storage;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Datasets as people name them: <c>handbook</c>, or <c>handbook@3</c> for its third version.</summary>
internal static class DatasetName
{
    /// <summary>The version that is meant; without one, the newest.</summary>
    /// <exception cref="DatasetNotFoundException">There is none.</exception>
    public static ValueTask<DatasetVersion> OpenAsync(IDatabase database, TimeProvider time, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var at = name.LastIndexOf('@');
        return new DatasetStore(database, time).OpenAsync(at < 0 ? name : name[..at], at < 0 ? null : name[(at + 1)..], cancellationToken);
    }
}
