using Groundwork.Models;

namespace Groundwork.UseCases.Wiring;

/// <summary>Which failures of an embedding server may lie in the text that it was given.</summary>
internal static class EmbedderRefusals
{
    private const int InternalServerError = 500;

    /// <summary>True for a refused request, a reply without usable numbers, and an internal error: llama.cpp answers so to a text that is too long.</summary>
    public static bool MayLieInTheText(Exception failure) => failure is ModelException model
        && (model.Kind is ModelFailure.BadRequest or ModelFailure.Nonsense || (model.Kind == ModelFailure.ServerFault && model.StatusCode == InternalServerError));
}
