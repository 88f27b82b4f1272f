namespace Groundwork.Knowledge.Understanding;

/// <summary>How much of earlier turns is searched with a follow-up. Chosen on the 105 English conversations of one set, on which their gain is therefore measured too well; weights chosen on one half of them gained as much on the other. See bench/results, <c>understanding</c>.</summary>
/// <param name="Needing">Weight of the best carried word where the question cannot stand alone.</param>
/// <param name="Alone">The same where it can.</param>
/// <param name="Decay">Factor for each question further back.</param>
/// <param name="Answer">Weight of the words of the last answer, where those of the last question weigh 1.</param>
/// <param name="Repeated">Share that counts of a word's weight in each further turn.</param>
/// <param name="Sharpness">Exponent on a word's score, relative to the best.</param>
/// <param name="MostWords">Words carried at most.</param>
/// <param name="Least">Words of less weight are not carried.</param>
internal sealed record FollowUpWeights(
    double Needing = 0.8, double Alone = 0.2, double Decay = 0.4, double Answer = 0.6, double Repeated = 0.5, double Sharpness = 1, int MostWords = 12, double Least = 0.03);
