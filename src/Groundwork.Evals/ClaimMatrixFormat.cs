using Groundwork.Evals.Claims;

namespace Groundwork.Evals;

/// <summary>The stored form of a claim matrix: JSON, described in docs/formats/claim-matrix.md.</summary>
public static class ClaimMatrixFormat
{
    /// <summary>Writes a matrix. The same matrix gives the same text.</summary>
    public static string Write(ClaimMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return ClaimMatrixJson.Write(matrix);
    }

    /// <summary>Reads a matrix; members it does not know are ignored.</summary>
    /// <exception cref="FormatException">The text is no claim matrix, or its rows have another number of cells than it has passages.</exception>
    public static ClaimMatrix Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ClaimMatrixJson.Read(json);
    }
}
